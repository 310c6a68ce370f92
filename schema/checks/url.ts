import { BlockList, isIP } from "node:net";
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
  const version = isIP(host);
  return version === 0 ? INSIDE.test(host) : NOT_PUBLIC.check(host, version === 6 ? "ipv6" : "ipv4");
}

/** The special-purpose ranges of IANA's registries (RFC 6890): whatever is not for the public network. */
const NOT_PUBLIC = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, "ipv4");
  NOT_PUBLIC.addSubnet(`::ffff:${network}`, 96 + prefix, "ipv6");
}
for (const [network, prefix] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, "ipv6");
}
