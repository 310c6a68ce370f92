/** Three databases of shapes that nobody here has seen before, with invented records. */
export interface Shape {
  readonly country: string;
  /** What the database looks like. */
  readonly what: string;
  readonly tables: readonly string[];
  /** A subject that the country holds, as an officer asks `check` about it. */
  readonly subject: readonly string[];
  /** The reference of the record that must be among the hits. */
  readonly ref: string;
  readonly domains: readonly string[];
}

/** One wide table: everything of a person in one row, in Spanish. */
export const WIDE: Shape = {
  country: "PER",
  what: "one wide table",
  tables: [
    `CREATE TABLE personas_buscadas (
      nro_registro INT PRIMARY KEY, apellidos VARCHAR(80), nombres VARCHAR(80), fecha_nacimiento VARCHAR(10),
      sexo VARCHAR(12), nacionalidad CHAR(3), lugar_nacimiento VARCHAR(60), nro_documento VARCHAR(20),
      tipo_documento VARCHAR(20), pais_emisor CHAR(2), nombre_padre VARCHAR(80), observaciones TEXT)`,
    `INSERT INTO personas_buscadas VALUES
      (1001, 'QUISPE HUAMANÍ', 'María Elena', '12/08/1974', 'FEMENINO', 'PER', 'Cusco', 'PX4471903', 'PASAPORTE', 'PE', NULL, 'inventada'),
      (1002, 'Vargas', 'Jorge', '03/02/1981', 'MASCULINO', 'PER', 'Lima', '44719031', 'DNI', 'PE', 'Luis Vargas', NULL),
      (1003, 'Mendoza Ríos', 'Ana', NULL, 'FEMENINO', 'BOL', NULL, NULL, NULL, NULL, NULL, NULL)`,
  ],
  subject: ["--name", "Quispe Huamani, Maria Elena", "--born", "1974-08-12"],
  ref: "PER/1001",
  domains: ["persons"],
};

/** A normalised one: names, documents and nationalities in tables of their own, codes in tables of codes. */
const ESTONIA: Shape = {
  country: "EST",
  what: "a normalised one",
  tables: [
    "CREATE TABLE lkp_gender (gender_id INT PRIMARY KEY, label VARCHAR(20))",
    "INSERT INTO lkp_gender VALUES (10, 'male'), (20, 'female'), (30, 'unknown')",
    "CREATE TABLE lkp_country (country_id INT PRIMARY KEY, iso3 CHAR(3), label VARCHAR(40))",
    "INSERT INTO lkp_country VALUES (1, 'EST', 'Eesti'), (2, 'LVA', 'Latvia'), (3, 'FIN', 'Suomi')",
    "CREATE TABLE subject (subject_id CHAR(8) PRIMARY KEY, birth_date DATE, gender_id INT, birth_country_id INT, FOREIGN KEY (gender_id) REFERENCES lkp_gender (gender_id), FOREIGN KEY (birth_country_id) REFERENCES lkp_country (country_id))",
    "INSERT INTO subject VALUES ('S-000001', '1988-03-04', 10, 1), ('S-000002', '1990-11-30', 20, 2)",
    "CREATE TABLE subject_name (name_id INT PRIMARY KEY, subject_id CHAR(8), name_type VARCHAR(10), surname VARCHAR(60), forename VARCHAR(60), FOREIGN KEY (subject_id) REFERENCES subject (subject_id))",
    "INSERT INTO subject_name VALUES (1, 'S-000001', 'official', 'Tammsaar', 'Kaarel'), (2, 'S-000001', 'alias', 'Tamm', 'Karl'), (3, 'S-000002', 'official', 'Ozola', 'Liga')",
    "CREATE TABLE subject_nationality (row_id INT PRIMARY KEY, subject_id CHAR(8), citizenship_id INT, FOREIGN KEY (subject_id) REFERENCES subject (subject_id), FOREIGN KEY (citizenship_id) REFERENCES lkp_country (country_id))",
    "INSERT INTO subject_nationality VALUES (1, 'S-000001', 1), (2, 'S-000001', 3), (3, 'S-000002', 2)",
    "CREATE TABLE subject_document (document_id INT PRIMARY KEY, subject_id CHAR(8), document_no VARCHAR(20), document_type VARCHAR(20), issuing_country_id INT, FOREIGN KEY (subject_id) REFERENCES subject (subject_id), FOREIGN KEY (issuing_country_id) REFERENCES lkp_country (country_id))",
    "INSERT INTO subject_document VALUES (1, 'S-000001', 'KB1234567', 'passport', 1), (2, 'S-000002', 'LV7654321', 'id card', 2)",
    "CREATE TABLE stolen_vehicle (case_no INT PRIMARY KEY, vin CHAR(17), plate_no VARCHAR(12), make VARCHAR(20), colour VARCHAR(20), stolen_on DATE, reason CHAR(1))",
    "INSERT INTO stolen_vehicle VALUES (77, 'WVWZZZ1JZXW000001', '123 ABC', 'Volkswagen', 'blue', '2025-05-01', 'S'), (78, NULL, '987 XYZ', 'Volvo', 'red', '2025-06-01', 'R')",
  ],
  subject: ["--name", "Tammsaar, Kaarel", "--born", "1988-03-04", "--vin", "WVWZZZ1JZXW000001"],
  ref: "EST/S-000001",
  domains: ["vehicles", "persons"],
};

/** Names of tables and columns in Cyrillic. */
const KAZAKHSTAN: Shape = {
  country: "KAZ",
  what: "one with local column names in another script",
  tables: [
    "CREATE TABLE `розыск_лиц` (`номер_дела` VARCHAR(12) PRIMARY KEY, `фамилия` VARCHAR(60), `имя` VARCHAR(60), `отчество` VARCHAR(60), `дата_рождения` CHAR(8), `пол` CHAR(1), `гражданство` CHAR(3), `место_рождения` VARCHAR(60))",
    "INSERT INTO `розыск_лиц` VALUES ('РД-101', 'Ахметов', 'Данияр', 'Серикович', '19690717', 'М', 'KAZ', 'Алматы'), ('РД-102', 'Ким', 'Ольга', 'Ивановна', '19850000', 'Ж', 'KAZ', NULL)",
    "CREATE TABLE `утраченные_документы` (`код` INT PRIMARY KEY, `номер_документа` VARCHAR(20), `тип_документа` VARCHAR(20), `страна_выдачи` CHAR(3), `статус` VARCHAR(20), `дата_утраты` DATE)",
    "INSERT INTO `утраченные_документы` VALUES (5, 'N09876543', 'паспорт', 'KAZ', 'похищен', '2025-02-03'), (6, 'N01112223', 'паспорт', 'KAZ', 'утерян', '2024-12-30')",
  ],
  subject: ["--name", "Akhmetov, Daniyar", "--born", "1969-07-17", "--document", "N09876543", "--country", "KAZ"],
  ref: "KAZ/РД-101",
  domains: ["persons", "travel-documents"],
};

export const SHAPES: readonly Shape[] = [WIDE, ESTONIA, KAZAKHSTAN];
