import { expect, test } from "vitest";
import { isPrivateAddress, isPrivateHost } from "../../../../subgraphs/kit/remote/private-addresses.js";

test.each([
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.255.254",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "ff02::1",
])("%s is of this machine, of this network or of nobody", (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each([
  "1.1.1.1",
  "172.15.255.255",
  "172.32.0.1",
  "192.169.0.1",
  "223.255.255.255",
  "::ffff:8.8.8.8",
  "2606:4700::1",
])("%s is public", (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});

test.each(["http://127.1/", "http://0x7f.0.0.1/", "http://2130706433/", "http://[::1]/", "http://[::ffff:127.0.0.1]/"])(
  "%s is loopback, however it is written",
  (url) => {
    expect(isPrivateHost(new URL(url).hostname)).toBe(true);
  },
);

test("a name is judged by what it resolves to, not by its text", () => {
  expect(isPrivateHost("localhost")).toBe(false);
});
