// Preloaded into a program by a test: says on standard error whom it connects to and which names it looks up.
import dns from "node:dns";
import net from "node:net";

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function watched(...settings) {
  const [first] = Array.isArray(settings[0]) ? settings[0] : settings;
  const target =
    typeof first === "object" ? `${first.host ?? first.path ?? "127.0.0.1"}:${first.port ?? ""}` : String(first);
  process.stderr.write(`socket to ${target}\n`);
  return connect.apply(this, settings);
};

const { lookup } = dns;
dns.lookup = function watched(name, ...rest) {
  process.stderr.write(`look-up of ${name}\n`);
  return lookup.call(dns, name, ...rest);
};
