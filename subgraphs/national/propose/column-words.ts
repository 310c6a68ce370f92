/**
 * What columns are called, by what they hold: without separators, accents kept off, in the words of many administrations. A word
 * of four letters or fewer must be the whole name. Data, not code: a word that is missing is added here.
 */
export const COLUMN_WORDS = {
  family:
    "familyname surname lastname familynm apellidos apellido nom nomdefamille nombredefamilia familienname nachname efternamn etternavn efternavn sobrenome apelido cognome achternaam nazwisko prijmeni prezime soyad soyadi vezeteknev nume sukunimi фамилия фамилії прізвище фамилно презиме επωνυμο اسمالعائلة اللقب משפחה 姓 氏 성 นามสกุล familiya surnamerus priimek priezvisko",
  given:
    "givenname givennames firstname forename nombres nombre prenom prenoms vorname fornamn fornavn prenome primeironome nome voornaam imie imiona jmeno ime ad adi keresztnev utonev prenume etunimi имя имена імя ім'я ονομα الاسمالاول שם 名 이름 ชื่อ imya meno sobstvenoime собственоиме",
  patronymic: "patronymic otchestvo отчество побатькові patronyme",
  original:
    "originalname nativename originalnamn nameoriginal namenative nativescript nomoriginal nombreoriginal nameinscript",
  whole:
    "fullname wholename nombrecompleto nomcomplet vollername namn name фио піб повнеімя 氏名 姓名 名前 성명 الاسمالكامل adsoyad nomecompleto jmenoprijmeni jmenoaprijmeni imeprezime imeiprezime imieinazwisko имеипрезиме",
  dateOfBirth:
    "dateofbirth birthdate birthday born dob fechanacimiento fechadenacimiento fnacimiento fecnac fechanac datenaissance datedenaissance geburtsdatum gebdat fodelsedatum fodselsdato datanascimento datadenascimento datadinascita geboortedatum dataurodzenia datumnarozeni datumrodjenja dogumtarihi szuletesidatum датарождения датанародження датанараждане ημερομηνιαγεννησης تاريخالميلاد תאריךלידה 生年月日 出生日期 생년월일 วันเกิด datnarozeni datumnarodenia datumrodenja datumrojstva датумрођења датумнараѓање",
  sex: "sex gender sexo sexe geschlecht kon kjonn kon sesso genero plec pohlavi spol cinsiyet nem sukupuoli пол стать φυλο الجنس מין 性別 性别 성별 เพศ pohlavie plet",
  nationality:
    "nationality nationalities citizenship citizen nacionalidad nacionalidade nationalite staatsangehorigkeit medborgarskap statsborgerskap cittadinanza nazionalita nationaliteit obywatelstwo narodowosc statniobcanstvo drzavljanstvo uyruk allampolgarsag гражданство громадянство υπηκοοτητα الجنسية אזרחות 国籍 국적 สัญชาติ statniprislusnost statnaprislusnost obcianstvo држављанство",
  birthPlace:
    "birthplace placeofbirth lugarnacimiento lugardenacimiento lieunaissance lieudenaissance geburtsort fodelseort fodested localdenascimento luogodinascita geboorteplaats miejsceurodzenia месторождения місценародження 出生地 mistonarozeni miestonarodenia mjestorodenja mjestorodjenja mestorodjenja krajrojstva месторођења месторождение мястонараждане",
  birthCountry:
    "birthcountry countryofbirth paisnacimiento paisdenacimiento paysnaissance geburtsland fodelseland paisnascimento paesedinascita странарождения країнанародження 出生国 krajurodzenia zemenarozeni drzavarodenja државарођења",
  fatherName:
    "fathername fathersname nombrepadre nomdupere vatername nomepai имяотца імябатька 父氏名 imieojca jmenootce imeoca имеоца",
  motherName:
    "mothername mothersname nombremadre nomdelamere muttername nomemae имяматери імяматері 母氏名 imiematki jmenomatky imemajke имемајке",
  heightCm:
    "heightcm height estatura taille groesse grosse langd altura altezza lengte wzrost рост зріст 身長 身高 vyska visina visinacm висина",
  documentNumber:
    "documentnumber documentno docnumber docno passportnumber passportno passport numerodocumento numdocumento nrodocumento pasaporte numeropasaporte numerodocument numdocument numeropasseport passeport ausweisnummer passnummer dokumentnummer handlingsnummer numerodopassaporte passaporte numerodocumentodoviaggio documentonumero documentnummer numerdokumentu cislodokladu brojdokumenta belgeno pasaportno номердокумента номерпаспорта паспорт номерпаспорту رقمالجواز رقمالوثيقة מספרדרכון 旅券番号 护照号码 证件号码 文書番号 여권번호 numerpaszportu seriainumer cislopasu cestovnipas brojputovnice putovnica brojpasosa pasos stevilkapotnegalista бројпасоша бројдокумента номернадокумент номернапаспорт",
  documentType:
    "documenttype doctype dockind typeofdocument tipodocumento tipodoc typedocument dokumentart dokumenttyp dokumenttype typdokumentu tipodedocumento типдокумента виддокумента 文書種別 旅券種別 证件类型 druhdokladu typdokladu vrstadokumenta rodzajdokumentu врстадокумента виддокумент",
  documentCountry:
    "issuingcountry countryofissue issuer issuedby documentcountry doccountry paisemisor paisexpedicion paisemision paysemetteur paysdelivrance ausstellungsland ausstellerland utfardandeland paisemissor paeseemittente landvanafgifte krajwydania ulke veren странавыдачи країнавидачі 発行国 签发国 krajwystawienia zemevydani drzavaizdavanja државаиздавања",
  issuedOn:
    "issuedon issuedate dateofissue fechaemision fechaexpedicion datedelivrance ausstellungsdatum datadeemissao датавыдачи датавидачі 発行日 交付日 datawystawienia datumvydani datumizdavanja датумиздавања датанаиздаване",
  expiresOn:
    "expireson expirydate dateofexpiry validuntil fechavencimiento fechacaducidad dateexpiration gueltigbis gultigbis ablaufdatum datadevalidade срокдействия действителендо 有効期限 有效期 datawaznosci wazny platnostdo datumisteka vaziodo vazido важидо валидендо",
  documentStatus:
    "documentstatus docstatus status estado estatus etat statut stand dokumentstatus situacao stato состояние статус причина 状態 状况 durum stav stanje duvod razlog powod stan стање разлог",
  vin: "vin vinnumber vinno chassisnumber chassisno chassis numerobastidor bastidor numerochasis niv numeroserie fahrgestellnummer fin chassinummer understellsnummer numerodochassi numerotelaio telaio numernadwozia sasino sasi винномер номеркузова номершасси вин 車台番号 车架号 차대번호 cislokaroserie brojsasije stevilkasasije бројшасије номернарама",
  plate:
    "plate plateno platenumber licenseplate licenceplate registration registrationnumber regno numberplate matricula placa patente immatriculation plaque kennzeichen registreringsnummer regnr placadoveiculo targa kenteken numerrejestracyjny registracni rejestracja plaka госномер регномер регистрационныйномер номернойзнак رقماللوحة 登録番号 ナンバー 车牌号 차량번호 spz rz registracniznacka registarskaoznaka registracija tablica registarskatablica регистарскаознака регистрационенномер",
  plateCountry:
    "platecountry registrationcountry countryofregistration paismatricula paysimmatriculation zulassungsland registreringsland paisdaplaca paesetarga странарегистрации 登録国",
  engineNumber:
    "enginenumber engineno motornumber numeromotor nummotor numeromoteur motornummer numerodomotor numeromotore номердвигателя 原動機番号 发动机号 numersilnika cislomotoru brojmotora stevilkamotorja бројмотора номернадвигател",
  make: "make brand manufacturer marca marque fabrikat hersteller marka maker марка メーカー 車名 品牌 znacka vyrobce producent произвођач",
  model: "model modelo modele modell модель 型式 车型 модел",
  colour: "colour color couleur farbe farg cor colore kleur kolor renk цвет колір 色 颜色 barva boja farba боја цвят",
  category:
    "category vehicletype vehiclecategory tipovehiculo typevehicule fahrzeugart fordonstyp tipodeveiculo типтс категория 車種 车辆类型 druhvozidla vrstavozila rodzajpojazdu врставозила",
  year: "year modelyear ano anio anomodelo annee baujahr arsmodell anno bouwjaar rokprodukcji годвыпуска рік 年式 年份 rokvyroby godina godinaproizvodnje letoizdelave година",
  vehicleStatus:
    "vehiclestatus status reason motivo estado motif grund orsak situacao causale причина статус 事由 状態 原因 durum stav stanje duvod razlog powod stan стање разлог",
  theftDate:
    "theftdate stolenon datestolen dateoftheft stolen lost lostorstolenon fecharobo fechahurto datevol diebstahlsdatum stolddatum datadofurto datadifurto датаугона датахищения датакражи датаутраты 盗難日 被盗日期 calinmatarihi datumkradeze odcizeno datumodcizeni datumkrade datumkradje datakradziezy datazaginiecia датумкрађе датанакражба",
  theftCountry:
    "theftcountry countryoftheft paisrobo paysvol diebstahlsland stoldland paisdofurto странаугона странакражи 盗難国 zemekradeze drzavakrade krajkradziezy државакрађе",
  nameKind:
    "namekind nametype kindofname tiponombre typenom namensart namntyp tipodenome видимени типимени 氏名種別 kind type tipo typ тип",
  noticeColour:
    "noticecolour noticecolor noticetype coloraviso tipoaviso colornotificacion couleurnotice typenotice ausschreibungsfarbe lysningsfarg colour color couleur farbe farg cor colore цвет цветциркуляра 色 通知色 手配種別",
  noticeNumber:
    "noticenumber noticeno entityid noticeid numeroaviso nroaviso numeronotice aktenzeichen diarienummer номерциркуляра номерориентировки 通知番号",
  noticeKind: "noticekind kindofnotice clase claseaviso natureavis kind art видциркуляра 通知種別",
  noticeState:
    "noticestate state status estado etat statut stand situacao stato состояние статус 状態 状况 durum stav stanje stan стање",
  charge:
    "charge charges offence delito cargo infraction chefdaccusation tatvorwurf delikt brott crime reato обвинение статья 罪名 trestnycin kaznenodjelo krivicnodelo czyn кривичнодело",
  recipients:
    "recipients recipientcountries destinatarios paisesdestino destinataires empfanger mottagare destinatari получатели адресаты 宛先国",
  handling:
    "handling handlingcode manejo codigomanejo codigotratamiento traitement verwendung verwendungsbeschrankung hantering hanteringskod dissemination restriction restriccion restriktion divulgacion spridning ограничение обмеження порядокиспользования 取扱 取扱区分 omezeni ogranicenje ogranicenja ограничење",
  confidentiality:
    "confidentiality classification secrecy secrecylevel securitylevel confidencialidad clasificacion confidentialite geheimhaltung geheimhaltungsgrad vertraulichkeit sekretess sekretessgrad sigilo riservatezza конфиденциальность секретность гриф таємність 機密 秘密区分 密级 utajeni stupenutajeni tajnost stupanjtajnosti stepentajnosti klauzula klauzulatajnosti тајност",
  deniedCountries:
    "deniedcountries excludedcountries notto paisesexcluidos paisesdenegados paysexclus ausgeschlossenelander gesperrtelander uteslutnalander paesiesclusi исключенныестраны 除外国",
  allowedCountries:
    "allowedcountries releasableto releaseto sharewith paisesautorizados paisespermitidos paysautorises freigegebenelander erlaubtelander tillatnalander paesiautorizzati разрешенныестраны 許可国",
} as const satisfies Record<string, string>;
export type Meaning = keyof typeof COLUMN_WORDS;
export const MEANINGS = Object.keys(COLUMN_WORDS).filter(isMeaning);

function isMeaning(word: string): word is Meaning {
  return Object.hasOwn(COLUMN_WORDS, word);
}

/** What tables are called, by the domain that they hold. */
export const TABLE_WORDS = {
  persons:
    "person persons people wanted subject suspect individual persona personas buscado buscados personne recherche personen fahndung gesucht efterlyst person pessoa procurado persona ricercat osoba poszukiwani kisi aranan лица лицо розыск розшук особа разыскива 人物 手配 人员 被通缉 지명수배 osoby osobe hledane trazene potjernice poszukiwane лице",
  "travel-documents":
    "document documents passport passports sltd documento documentos pasaporte passeport dokument ausweis pass handling passaporte belge pasaport документ документы паспорт 旅券 文書 证件 护照 여권 doklad doklady dokumenty dokumenti paszport paszporty putovnice pasosi potnilist путнеисправе пасоши",
  vehicles:
    "vehicle vehicles car cars auto autos vehiculo vehiculos vehicule vehicules fahrzeug fahrzeuge kfz fordon bil veiculo veiculos veicolo voertuig pojazd arac транспорт тс автомобил авто угон 車両 车辆 차량 pojazdy samochody vozidlo vozidla vozilo vozila возило возила",
  notices:
    "notice notices diffusion diffusions aviso avisos difusion avis rundschreiben efterlysning difusao циркуляр ориентиров 通知 通报 obeznik oznameni raspis raspisi расписи",
} as const;
