import fc from "fast-check";
import { expect, test } from "vitest";
import { readMrzName, writeMrzName } from "../../../../subgraphs/kit/identifiers/mrz-name.js";

test.each([
  ["ERIKSSON<<ANNA<MARIA<<<<", { family: "ERIKSSON", given: "ANNA MARIA", mayBeCut: false }],
  ["VAN<DER<MUELLEN<<JAN<<<<", { family: "VAN DER MUELLEN", given: "JAN", mayBeCut: false }],
  ["ARKFREITH<<<<<<<<<<<<<<<", { family: "ARKFREITH", given: "", mayBeCut: false }],
  ["ERIKSSON<<ANNA<<MARIA<<<", { family: "ERIKSSON", given: "ANNA MARIA", mayBeCut: false }],
  ["NILAVADHANANANDA<<CHAYAP", { family: "NILAVADHANANANDA", given: "CHAYAP", mayBeCut: true }],
  ["<<<<<<<<<<<<<<<<<<<<<<<<", { family: "", given: "", mayBeCut: false }],
])("the name field %s is read", (field, name) => {
  expect(readMrzName(field)).toEqual(name);
});

test.each([
  ["O'CONNOR", "Enya Siobhan", "OCONNOR<<ENYA<SIOBHAN<<<"],
  ["VAN-DER  MUELLEN", "JAN", "VAN<DER<MUELLEN<<JAN<<<<"],
  ["ARKFREITH", "", "ARKFREITH<<<<<<<<<<<<<<<"],
  ["NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG", "NILAVADHANANANDA<<CHAYAP"],
  ["ERIKSSON", "ANNA MARIA JOHANNA", "ERIKSSON<<ANNA<MARIA<JOH"],
  ["ERIKSSON", "ANNA MARIAXYZ JOHANNA", "ERIKSSON<<ANNA<MARIAXY<J"],
  ["BENNELONG WOOLOOMOOLOO WARRANDYTE", "DINGO", "BENNELONG<WOOLOOMOOLO<<D"],
  ["BENNELONGXYZ WOOLOOMO WARRANDYTE", "DINGO", "BENNELONGXYZ<WOOLOOMO<<D"],
  ["PAPANDROPOULOUSXYZWVUTSRQPO", "", "PAPANDROPOULOUSXYZWVUTSR"],
])("the family name %j and the given names %j are written", (family, given, field) => {
  expect(writeMrzName({ family, given }, 24)).toBe(field);
});

test("a name field has its width, and what is cut ends with a letter", () => {
  const name = fc.string({ unit: fc.constantFrom("A", "B", "C", "D", " "), maxLength: 40 });

  fc.assert(
    fc.property(name, name, (family, given) => {
      const field = writeMrzName({ family, given }, 31);
      expect(field).toMatch(/^[A-D<]{31}$/);
      expect(field.startsWith("<") && /[A-D]/.test(field)).toBe(false);
    }),
  );
});
