import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { CrosscheckError, ERROR_CODES, InvalidConfiguration } from "../../subgraphs/kit/errors.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";

/** The manifest that `npm run schema -- trust` writes: documents by their SHA-256. */
const manifestSchema = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string());

/** The documents that were registered when the graph was built. */
export class TrustedDocuments {
  readonly #documents: ReadonlyMap<string, string>;
  readonly #isOnly: boolean;

  /** @param documents by their SHA-256 @param isOnly whether any other document is refused */
  constructor(documents: ReadonlyMap<string, string>, isOnly: boolean) {
    this.#documents = documents;
    this.#isOnly = isOnly;
  }

  /**
   * What the request asks for, once it is settled that it may: a document named by its digest is put in its place. A digest
   * comes as `documentId` (GraphQL over HTTP) or in `extensions.persistedQuery` (as Apollo's clients send it).
   * @param parameters of a GraphQL request, from its body or its address @throws UntrustedDocument
   */
  admit(parameters: unknown): unknown {
    // What is no request is refused by whoever parses it.
    if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) return parameters;
    const { documentId, extensions, ...rest } = parameters as Readonly<Record<string, unknown>>;
    const { query } = rest;
    const digest = digestIn(documentId) ?? digestIn(persistedQuery(extensions));
    const named = digest === null ? undefined : this.#documents.get(digest);
    if (named !== undefined) return { ...rest, query: named };
    if (documentId !== undefined) throw new UntrustedDocument();
    if (!this.#isOnly) return parameters;
    if (typeof query !== "string" || !this.#documents.has(sha256(query))) throw new UntrustedDocument();
    return parameters;
  }
}

/** The document is none of those that this graph answers. Nothing of it is repeated. */
class UntrustedDocument extends CrosscheckError {
  constructor() {
    super("UNTRUSTED_DOCUMENT", ERROR_CODES.UNTRUSTED_DOCUMENT.advice);
    this.name = "UntrustedDocument";
  }
}

/** Reads the committed manifest. @throws InvalidConfiguration where one of its digests is not that of its document */
export async function readTrustedDocuments(): Promise<ReadonlyMap<string, string>> {
  const path = packageFile("schema/trusted-documents.json");
  const manifest = manifestSchema.safeParse(JSON.parse(await readFile(path, "utf8")));
  const documents = new Map(Object.entries(manifest.data ?? {}));
  if (manifest.success && [...documents].every(([digest, document]) => sha256(document) === digest)) return documents;
  throw new InvalidConfiguration(`${path} is none of ours: write it with npm run schema -- trust.`);
}

function persistedQuery(extensions: unknown): unknown {
  const query: unknown = Object(extensions).persistedQuery;
  return Object(query).version === 1 ? Object(query).sha256Hash : undefined;
}

/** Bare, or with its algorithm before it. */
function digestIn(text: unknown): string | null {
  return typeof text === "string" ? (/^(?:sha256:)?([0-9a-f]{64})$/.exec(text)?.[1] ?? null) : null;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
