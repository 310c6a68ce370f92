import { isIP } from "node:net";
import { isPrivateHost } from "../../subgraphs/kit/remote/private-addresses.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";

/** What is wrong with the address of a subgraph, as far as the address itself can tell. Where a name leads is for whoever asks it. */
export function findUrlFaults(
  text: string,
  { mayBePrivate, file }: { readonly mayBePrivate: boolean; readonly file?: string | undefined },
): readonly Finding[] {
  const url = URL.parse(text);
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  if (!isPlain || url.hash !== "") return [found("URL_INVALID", "The address cannot be used.", { file })];
  if (mayBePrivate) return [];
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return [
    ...(url.protocol === "https:" ? [] : [found("URL_NOT_HTTPS", `${url.origin} is not https.`, { file })]),
    ...(isPrivate(host) ? [found("URL_PRIVATE", `${host} is no public address.`, { file })] : []),
  ];
}

/** Names that are known inside a network alone (RFC 2606, RFC 6761, RFC 6762, RFC 8375, ICANN's .internal). */
const INSIDE = /^[^.]*$|(?:^|\.)(?:localhost|local|internal|intranet|lan|corp|home|home\.arpa|test|invalid|onion)\.?$/i;

function isPrivate(host: string): boolean {
  return isIP(host) === 0 ? INSIDE.test(host) : isPrivateHost(host);
}
