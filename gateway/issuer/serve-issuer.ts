import { createServer } from "node:http";
import { createIssuer } from "./create-issuer.js";
import type { IssuerSettings } from "./create-issuer.js";

/** The local issuer as a service of its own on this machine. Its own name is the address that it listens at. */
export async function serveIssuer({
  port,
  ...settings
}: Omit<IssuerSettings, "issuer"> & { readonly port: number }): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : port}`;
  server.on("request", createIssuer({ ...settings, issuer: url }));
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
