/** Given names that one person uses in turn, in romanised form: short forms and the spellings too far apart for the edit distance. */
const GROUPS = `
william bill billy will willy liam
robert bob bobby rob robbie bert
richard dick rick ricky rich richie
james jim jimmy jamie
john jack johnny jon
johannes hans johann jan hannes
joseph joe joey jose
jose pepe
francisco paco pancho curro
edward ed eddie ted teddy ned
theodore ted teddy theo
thomas tom tommy
michael mike mick mickey micky
charles charlie chuck chas
henry harry hank
george georgie
anthony antony tony
andrew andy drew
alexander alex alec sandy sasha xander
aleksandr sasha alex alik shura oleksandr aleksander
alexandra sandra sasha alex
daniel dan danny
david dave davey
donald don donnie
douglas doug
frederick fred freddie fritz
friedrich fritz fred
gerald gerry jerry
gregory greg
jeffrey jeff geoff geoffrey
kenneth ken kenny
lawrence larry laurence
leonard leo len lenny
matthew matt
nicholas nick nicky nikolas
nikolai kolya nick
patrick pat paddy
peter pete
philip phil
raymond ray
ronald ron ronnie
samuel sam sammy
stephen steve steven stevie
timothy tim
vincent vince vinnie
walter walt wally
elizabeth liz lizzie beth betty eliza lisa elsie bess
margaret maggie meg peggy marge greta
catherine katherine kate kathy katie cathy kitty
mary molly polly mae
ann anne annie nancy
barbara barb babs
christine christina chris tina chrissy
christopher chris kit
deborah debbie deb
dorothy dot dottie dolly
eleanor ellie nell nora
frances fran fanny
helen nell ellen
jacqueline jackie
jennifer jen jenny
judith judy
patricia pat patty tricia
rebecca becky
sarah sally
susan sue susie
teresa theresa tess terry
victoria vicky
virginia ginny
ivan vanya
dmitri dmitrii dmitry dmitriy dima mitya dmytro
vladimir vova volodya volodymyr vlad
mikhail misha mykhailo
sergei sergey serhii seryozha
evgeny evgenii yevgeny yevgeni zhenya yevhen
yuri yury yuriy iurii yurii yura
pavel pasha pavlo
alexei aleksei aleksey alexey alyosha lyosha oleksii
boris borya
grigory grisha hryhorii
konstantin kostya
ekaterina yekaterina katya kateryna
anastasia nastya
maria masha marija
natalia natasha nataliya
olga olya olha
tatiana tanya tetiana
svetlana sveta svitlana
elena yelena lena olena
irina ira iryna
giuseppe beppe pino peppino
giovanni gianni nino vanni
luigi gigi
salvatore toto turi
antonio tonino toni tony nino
ignacio nacho
jesus chucho chuy
enrique quique kike
guadalupe lupe
dolores lola
concepcion concha conchita
rosario charo
heinrich heinz
joachim jochen achim
ludwig lutz
wilhelm willi willy
katharina kathe kathrin
mohammed muhammad mohamed mohammad muhammed mohamad mohamud mehmet mahomet magomed md mohd mamadou
ahmad ahmed ahmet akhmed
hussein husain hossein hussain huseyin husseyn
youssef yusuf yousef yosef iosif yusif joseph
ibrahim ebrahim brahim avraham abraham
moshe moses moishe
yitzhak isaac itzik
yaakov jacob kobi yakov
abdullah abdallah abdoulaye abdulla
mustafa mostafa moustapha
omar umar omer
osman uthman othman usman
hasan hassan
jamal gamal djamel cemal
khalid khaled halid
georgios giorgos yiorgos george
konstantinos kostas costas dinos
dimitrios dimitris mitsos
ioannis yannis giannis
nikolaos nikos
panagiotis panos takis
athanasios thanasis
wojciech wojtek
stanislaw staszek stan
tadeusz tadek
katarzyna kasia
malgorzata gosia
jerzy jurek
istvan pista
laszlo laci
sandor sanyi
jozsef jozsi
`;

const GROUPS_OF = buildIndex();

function buildIndex(): ReadonlyMap<string, ReadonlySet<number>> {
  const index = new Map<string, Set<number>>();
  for (const [group, line] of GROUPS.trim().split("\n").entries()) {
    for (const name of line.split(" ")) {
      const groups = index.get(name) ?? new Set<number>();
      index.set(name, groups.add(group));
    }
  }
  return index;
}

function groupsOf(forms: readonly string[]): readonly number[] {
  return forms.flatMap((form) => [...(GROUPS_OF.get(form) ?? [])]);
}

/** Whether a form of each part stands in one group. Belonging is not chained: Ted is Edward or Theodore, Edward is not Theodore. */
export function areNicknames(left: readonly string[], right: readonly string[]): boolean {
  const groups = groupsOf(left);
  return groups.length > 0 && groupsOf(right).some((group) => groups.includes(group));
}
