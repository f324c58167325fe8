/** Where a person came from to the safety questions: an address of this app, and of nothing else. Pure. */

export function wayBack(query: URLSearchParams): string | undefined {
  const back = query.get("back") ?? "";
  return /^\/(?![/\\])/.test(back) ? back : undefined;
}
