import type { FastifyRequest } from "fastify";
import type { TrustedDocuments } from "../trusted/trusted-documents.js";

/** Lets a request through that asks for a document that it may, and puts the document in the place of its digest. @throws UntrustedDocument */
export function admitDocument(request: FastifyRequest, trusted: TrustedDocuments): void {
  if (request.method === "POST") request.body = trusted.admit(request.body);
  if (request.method === "GET") request.raw.url = admitAddress(request.url, trusted);
}

function admitAddress(address: string, trusted: TrustedDocuments): string {
  const url = new URL(address, "http://graph");
  const given = Object.fromEntries(url.searchParams);
  const admitted: unknown = trusted.admit({ ...given, extensions: parsed(given["extensions"]) });
  const query: unknown = Object(admitted).query;
  if (typeof query === "string" && query !== given["query"]) {
    url.searchParams.set("query", query);
    url.searchParams.delete("documentId");
    url.searchParams.delete("extensions");
  }
  return `${url.pathname}${url.search}`;
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
}
