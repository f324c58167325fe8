// meshoptimizer's decoder in plain JavaScript: the other one is WebAssembly, which the page's policy refuses.
declare module "*/meshopt_decoder_reference.js" {
  import type { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
  export const MeshoptDecoder: Parameters<GLTFLoader["setMeshoptDecoder"]>[0];
}
