/** What codes are called, by the graph's own word, in the words of many administrations. Numbers are those of ISO 5218. */
export const SEX_WORDS = {
  M: "m male man masculino masculin hombre varon homme maennlich mannlich mann herr h maschio erkek e м муж мужской мужчина чол чоловіча 男 男性 남 ذكر 1 muz musko muski mezczyzna мушко мъж",
  F: "f female woman femenino feminin feminino mujer femme weiblich frau kvinna kvinde k femmina kadin w ж жен женский женщина жін жіноча 女 女性 여 أنثى 2 z zena zensko zenski kobieta женско жена",
  U: "u unknown desconocido inconnu unbekannt okand н неизвестно 不明 9 0",
  X: "x other otro autre divers 其他 その他",
} as const;

export const DOCUMENT_TYPE_WORDS = {
  PASSPORT:
    "p pp passport pasaporte passeport reisepass pass passaporte paszport pasaport паспорт загранпаспорт 旅券 パスポート 护照 여권 passeportordinaire cestovnipas pas putovnica pasos пасош",
  ID_CARD:
    "i id idcard identitycard nationalid dni cedula cni carteidentite personalausweis ausweis idkort cartaidentita dowod kimlik удостоверениеличности паспортгражданина 身分証 身份证 주민등록증 obcanskyprukaz osobnaiskaznica licnakarta dowodosobisty личнакарта",
  VISA: "v visa visum visado visto виза 査証 签证",
  RESIDENCE_PERMIT:
    "r residencepermit permisoresidencia titresejour aufenthaltstitel uppehallstillstand permessodisoggiorno видна жительство 在留カード",
  DRIVING_LICENCE:
    "d dl drivinglicence driverslicense driverlicense permisoconducir permisconduire fuhrerschein korkort cnh patente водительскоеудостоверение 運転免許証 驾驶证",
  VEHICLE_REGISTRATION:
    "vr vehicleregistration registrationcertificate permisocirculacion cartegrise fahrzeugschein стс 車検証",
  LAISSEZ_PASSER: "lp laissezpasser emergencytraveldocument salvoconducto",
  OTHER: "o other otro autre andere annat другой иное その他 其他",
} as const;

export const DOCUMENT_STATUS_WORDS = {
  STOLEN:
    "s stolen robado robada hurtado vole volee gestohlen stulen roubado furtado rubato skradziony calinti похищен украден викрадено 盗難 被盗 odcizeno odcizen ukradeno ukraden ukradena ukradziony украдено украдена",
  LOST: "l lost perdido perdida extraviado perdu perdue verloren forlorad borttappad smarrito zgubiony kayip утерян утрачен втрачено 紛失 遗失 ztraceno ztracen izgubljeno izgubljen zaginiony utracony изгубљено изгубен",
  STOLEN_BLANK: "sb stolenblank blank robadoenblanco volevierge blankodiebstahl похищенбланк 未記入盗難",
  REVOKED:
    "r revoked cancelado anulado revocado revoque widerrufen indragen revogado revocato отозван аннулирован 失効 odvolano opozvano uniewazniony",
  INVALID:
    "i invalid invalido invalide ungultig ungueltig ogiltig недействителен 無効 无效 neplatny nevazeci niewazny неважећи",
  MISAPPROPRIATED: "misappropriated misused usurpado misbraucht присвоен 不正使用",
  FALSE: "false falso faux gefalscht falsk fake counterfeit поддельный подделка 偽造 伪造",
} as const;

export const VEHICLE_STATUS_WORDS = {
  STOLEN:
    "s stolen robado hurtado vole gestohlen stulen roubado furtado rubato skradziony calinti угнан похищен угон викрадено 盗難 被盗 odcizeno odcizen ukradeno ukraden ukradena ukradziony украдено украдена",
  MISAPPROPRIATED: "misappropriated apropiacion abusdeconfiance unterschlagen undanslagen apropriado присвоен 横領",
  WANTED:
    "w wanted sought buscado recherche gesucht efterlyst procurado ricercato розыск разыскивается 手配 通缉 hledano hledane trazeno poszukiwany тражено",
  RECOVERED:
    "r recovered found recuperado retrouve aufgefunden aterfunnen recuperado ritrovato odnaleziony bulundu найден обнаружен знайдено 発見 已找回 nalezeno nalezen pronadeno pronadjeno odzyskany пронађено намерен",
} as const;

export const VEHICLE_CATEGORY_WORDS = {
  CAR: "car passengercar automovil coche turismo voiture pkw personbil automovel легковой легковая 乗用車 轿车 osobni osobnivozidlo osobnovozilo putnickovozilo osobowy путничко",
  MOTORCYCLE: "motorcycle moto motocicleta motorrad motorcykel мотоцикл 二輪 摩托车 motocykl motocikl",
  VAN: "van furgoneta camionnette lieferwagen skapbil фургон バン",
  TRUCK: "truck lorry camion lkw lastbil caminhao грузовой грузовик 貨物 卡车 nakladni teretno ciezarowy теретно",
  BUS: "bus autobus autocar onibus автобус バス 客车",
  TRAILER: "trailer remolque remorque anhanger slap reboque прицеп トレーラー 挂车",
  TRACTOR: "tractor tracteur traktor trator трактор トラクター",
  CONSTRUCTION: "construction construccion chantier baumaschine строительная 建設機械",
  OTHER: "other otro autre andere annat outro другое その他 其他",
} as const;

export const NAME_KIND_WORDS = {
  PRIMARY:
    "primary main principal legal haupt hauptname huvudnamn official actual основное основная текущее 本名 正式 1",
  BIRTH: "birth birthname maiden nacimiento naissance geburtsname fodelsenamn nascimento девичья прирождении 旧姓 2",
  PREVIOUS: "previous former anterior ancien fruher tidigare прежнее прежняя 旧名 3",
  ALIAS: "alias aka apodo surnom nickname alcunha kallelsenamn псевдоним кличка прозвище 別名 通称 4",
} as const;

export const NOTICE_COLOUR_WORDS = {
  RED: "r red rojo roja rouge rot rod vermelho rosso czerwony kirmizi красный красная 赤 红 cervena crvena czerwona црвена",
  BLUE: "b blue azul bleu blau bla blu niebieski mavi синий синяя голубой 青 蓝 modra plava niebieska плава",
  GREEN: "g green verde vert grun gron zielony yesil зеленый зеленая 緑 绿 zelena zielona зелена",
  YELLOW: "y yellow amarillo amarilla jaune gelb gul amarelo giallo zolty sari желтый желтая 黄 zluta zuta zolta жута",
  BLACK: "black negro negra noir schwarz svart preto nero czarny siyah черный черная 黒 黑 cerna crna czarna црна",
  PURPLE: "purple violet morado morada violette lila roxo viola fioletowy mor фиолетовый фиолетовая 紫",
  ORANGE: "orange naranja laranja arancione pomaranczowy turuncu оранжевый оранжевая 橙",
  SILVER: "silver plata plateado argent silber prata argento srebrny gumus серебряный серебряная 銀 银",
  UN_SPECIAL: "unspecial un onu uno oon оон 国連",
} as const;

export const NOTICE_KIND_WORDS = {
  NOTICE: "n notice aviso avis notificacion циркуляр 通知",
  DIFFUSION: "d diffusion difusion difusao rundschreiben ориентировка 通報",
} as const;

/** What is in none of these is not in force, as far as anybody here can tell: it is to be listed by hand. */
export const NOTICE_STATE_WORDS = {
  DRAFT: "draft borrador brouillon entwurf utkast проект 下書き",
  PUBLISHED:
    "published active inforce vigente publicado activo publiee envigueur gultig aktiv aktuell publicerad gallande опубликован действует действующий 有効 发布",
  AMENDED: "amended modificado modifiee geandert andrad изменен 訂正",
  SUSPENDED: "suspended suspendido suspendue ausgesetzt vilande приостановлен 停止",
  WITHDRAWN: "withdrawn retirado retiree zuruckgezogen aterkallad отозван 取下げ",
  CANCELLED: "cancelled canceled cancelado anulado annulee geloscht storniert upphavd отменен прекращен 取消",
  EXPIRED: "expired vencido caducado expiree abgelaufen utgangen истек 期限切れ",
} as const;

/** Europol's handling codes: H2 and H3 are told of no further than that there is a record. */
export const HANDLING_WORDS = {
  H0: "h0 open unrestricted public libre abierto ouvert offen oppen aberto открыто 公開",
  H1: "h1 notincourt policeonly solopolicia policeseulement nurpolizei endastpolis толькополиция",
  H2: "h2 closed restricted internal noforward ownonly reservado interno restringido restreint interne gesperrt intern geschlossen hemlig закрыто служебное 非公開 内部",
  H3: "h3 conditions conditional condicional conditionnel bedingt villkor условно 条件付",
} as const;

/** Whatever is above what the graph knows takes its highest. */
export const CLEARANCE_WORDS = {
  FOR_OFFICIAL_USE_ONLY: "fouo official officialuse open offen oppen abierto ouvert дсп",
  RESTRICTED:
    "restricted restringido restreint diffusionrestreinte vsnfd begransathemlig ограниченный 秘 vyhrazene ograniceno zastrzezone",
  CONFIDENTIAL:
    "confidential secret topsecret confidencial secreto confidentiel secretdefense vertraulich vsvertraulich geheim konfidentiell hemlig confidenziale конфиденциально секретно 機密 機密情報 机密 duverne povjerljivo poverljivo poufne tajne tajno scisletajne поверљиво",
} as const;
