/** The worker in which a figure is drawn, so that the page goes on meanwhile. */

import { theatre, type Order } from "./theatre";

const obey = theatre((news) => self.postMessage(news));
self.onmessage = ({ data }: MessageEvent<Order>) => {
  obey(data);
  if (data.order === "close") self.close();
};
