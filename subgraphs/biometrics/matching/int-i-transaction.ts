import { fault, parsed } from "../../kit/parsed.js";
import type { Parsed } from "../../kit/parsed.js";
import { parsePartialDate } from "../../kit/identifiers/partial-date.js";
import { itemOf } from "./nist-file.js";
import type { NistFile, NistRecord, TextRecord } from "./nist-file.js";

/** What a file of INTERPOL's implementation of ANSI/NIST-ITL (INT-I) asks or answers. */
export const TRANSACTIONS = ["ATP", "CPS", "NPS", "MPS", "SRE", "ERR"] as const;
export type TransactionType = (typeof TRANSACTIONS)[number];

/** A transaction whose envelope is in order. */
export interface Transaction {
  readonly type: TransactionType;
  /** Transaction control number: 14 digits and a check letter. */
  readonly tcn: string;
  /** Of the question, in an answer; null in a question. */
  readonly answers: string | null;
  /** The day it was made, as 2026-01-31. */
  readonly date: string;
  readonly from: string;
  readonly to: string;
}

/** Fields of the Type-1 record. */
const TYPE = 4;
const DATE = 5;
const TO = 7;
const FROM = 8;
const TCN = 9;
const ANSWERED_TCN = 10;

const CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY";

/** Prints of fingers and palms, and latent marks, with their minutiae. */
const PRINTS: readonly NistRecord["type"][] = [4, 14, 15];
const MARKS: readonly NistRecord["type"][] = [9, 13];
const ANY_PRINT: readonly NistRecord["type"][] = [...PRINTS, ...MARKS];

/** What each transaction must hold one of at least, and whether it answers another. */
const RULES: Readonly<
  Record<TransactionType, { readonly needs: readonly NistRecord["type"][]; readonly isAnswer: boolean }>
> = {
  ATP: { needs: PRINTS, isAnswer: false },
  CPS: { needs: ANY_PRINT, isAnswer: false },
  NPS: { needs: ANY_PRINT, isAnswer: false },
  MPS: { needs: MARKS, isAnswer: false },
  SRE: { needs: [2], isAnswer: true },
  ERR: { needs: [2], isAnswer: true },
};

/** The check letter of the 14 digits of a transaction control number: 19125458357684 has J. */
export function checkLetterOf(digits: string): string {
  return CHECK_LETTERS.charAt(Number(digits) % CHECK_LETTERS.length);
}

/**
 * Reads a transaction control number. Faults: `INVALID_TCN` (not 14 digits and a letter), `TCN_CHECK_LETTER`.
 */
export function parseTcn(text: string): Parsed<string> {
  if (!/^\d{14}[A-Z]$/.test(text)) return fault("INVALID_TCN", "Give a transaction number of 14 digits and a letter.");
  if (checkLetterOf(text.slice(0, -1)) !== text.at(-1)) {
    return fault("TCN_CHECK_LETTER", "Read the transaction number again: its letter does not agree with its digits.");
  }
  return parsed(text);
}

/**
 * Reads the envelope of a file by the rules of INT-I. Never throws.
 * Faults: `INVALID_TRANSACTION` (a mandatory field of Type-1 is not there), `INVALID_TRANSACTION_TYPE`, `INVALID_TCN`,
 * `TCN_CHECK_LETTER`, `INVALID_DATE`, `TRANSACTION_RECORDS` (the records that its kind needs are not there).
 */
export function readTransaction({ records }: NistFile): Parsed<Transaction> {
  const [envelope] = records;
  if (envelope === undefined || envelope.type !== 1) return incomplete();
  const type = TRANSACTIONS.find((known) => known === itemOf(envelope, TYPE));
  if (type === undefined) return fault("INVALID_TRANSACTION_TYPE", `Send one of ${TRANSACTIONS.join(", ")} in 1.004.`);
  const date = dateOf(envelope);
  if (!date.ok) return date;
  const tcn = parseTcn(itemOf(envelope, TCN) ?? "");
  if (!tcn.ok) return tcn;
  const answers = answeredBy(envelope, RULES[type].isAnswer);
  if (!answers.ok) return answers;
  const [to, from] = [itemOf(envelope, TO), itemOf(envelope, FROM)];
  if (to === undefined || from === undefined || to === "" || from === "") return incomplete();
  if (!hasRecordsOf(type, records)) {
    return fault(
      "TRANSACTION_RECORDS",
      "Send one Type-2 record, and the prints or marks that this transaction is about.",
    );
  }
  return parsed({ type, tcn: tcn.value, answers: answers.value, date: date.value, from, to });
}

/** 20260131 as 2026-01-31. */
function dateOf(envelope: TextRecord): Parsed<string> {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(itemOf(envelope, DATE) ?? "") ?? [];
  return parsePartialDate(`${year}-${month}-${day}`);
}

function answeredBy(envelope: TextRecord, isAnswer: boolean): Parsed<string | null> {
  const answered = itemOf(envelope, ANSWERED_TCN);
  if (answered === undefined) return isAnswer ? incomplete() : parsed(null);
  return parseTcn(answered);
}

function hasRecordsOf(type: TransactionType, records: readonly NistRecord[]): boolean {
  const described = records.filter((record) => record.type === 2).length === 1;
  return described && records.some((record) => RULES[type].needs.includes(record.type));
}

function incomplete<T>(): Parsed<T> {
  return fault("INVALID_TRANSACTION", "Fill in the fields 1.004, 1.005, 1.007, 1.008, 1.009, and 1.010 in an answer.");
}
