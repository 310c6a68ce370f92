/** The order of the second character in ISO 3780: letters without I, O and Q, then digits, the zero last. */
const ORDER = Array.from("ABCDEFGHJKLMNPRSTUVWXYZ1234567890");

/** Who the first two characters are given to (ISO 3780): first character, ranges of the second, alpha-3. `*` is all of them. */
const COUNTRIES = `
A A-H ZAF,J-N CIV
B A-E AGO,F-K KEN,L-R TZA
C A-E BEN,F-K MDG,L-R TUN
D A-E EGY,F-K MAR,L-R ZMB
E A-E ETH,F-K MOZ
F A-E GHA,F-K NGA
J * JPN
K A-E LKA,F-K ISR,L-R KOR,S-0 KAZ
L * CHN
M A-E IND,F-K IDN,L-R THA,S-0 MMR
N A-E IRN,F-K PAK,L-R TUR
P A-E PHL,F-K SGP,L-R MYS
R A-E ARE,F-K TWN,L-R VNM,S-0 SAU
S A-M GBR,N-T DEU,U-Z POL,1-4 LVA
T A-H CHE,J-P CZE,R-V HUN,W-1 PRT
U H-M DNK,N-T IRL,U-Z ROU,5-7 SVK
V A-E AUT,F-R FRA,S-W ESP,X-2 SRB,3-5 HRV,6-0 EST
W * DEU
X A-E BGR,F-K GRC,L-R NLD,S-W RUS,X-2 LUX,3-0 RUS
Y A-E BEL,F-K FIN,L-R MLT,S-W SWE,X-2 NOR,3-5 BLR,6-0 UKR
Z A-R ITA,X-2 SVN,3-5 LTU,6-0 RUS
1 * USA
2 * CAN
3 A-W MEX
4 * USA
5 * USA
6 A-W AUS
7 A-E NZL
8 A-E ARG,F-K CHL,L-R ECU,S-W PER,X-2 VEN
9 A-E BRA,F-K COL,L-R PRY,S-W URY,3-9 BRA
`;

export const VIN_REGIONS = ["AFRICA", "ASIA", "EUROPE", "NORTH_AMERICA", "OCEANIA", "SOUTH_AMERICA"] as const;
export type VinRegion = (typeof VIN_REGIONS)[number];

const REGIONS: readonly (readonly [RegExp, VinRegion])[] = [
  [/^[A-H]/, "AFRICA"],
  [/^[J-R]/, "ASIA"],
  [/^[S-Z]/, "EUROPE"],
  [/^[1-5]/, "NORTH_AMERICA"],
  [/^[67]/, "OCEANIA"],
  [/^[89]/, "SOUTH_AMERICA"],
];

const BY_TWO = new Map(COUNTRIES.trim().split("\n").flatMap(readLine));

/** The country to whose makers the first two characters of a VIN are given, alpha-3; null where we do not know of one. */
export function vinCountry(vin: string): string | null {
  return BY_TWO.get(vin.slice(0, 2)) ?? null;
}

/** The part of the world that the first character stands for; null for 0, which stands for none. */
export function vinRegion(vin: string): VinRegion | null {
  return REGIONS.find(([first]) => first.test(vin))?.[1] ?? null;
}

function readLine(line: string): readonly (readonly [string, string])[] {
  const [first = "", rest = ""] = [line.slice(0, 1), line.slice(2)];
  return rest.split(",").flatMap((entry) => {
    const [range = "", country = ""] = entry.split(" ");
    return secondsIn(range).map((second) => [first + second, country] as const);
  });
}

function secondsIn(range: string): readonly string[] {
  if (range === "*") return ORDER;
  const [from = "", to = ""] = range.split("-");
  return ORDER.slice(ORDER.indexOf(from), ORDER.indexOf(to) + 1);
}
