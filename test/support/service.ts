import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";

/** A service that answers as the test says: the far end of the wire. */
export async function startService(
  listener: (request: IncomingMessage, response: ServerResponse, server: Server) => void,
): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((request, response) => listener(request, response, server));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The service has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/graphql`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
