/** Two names of one person, `formal short`, written from general knowledge before any was looked for in the matcher's table. */
export const NICKNAME_PAIRS: readonly (readonly [formal: string, short: string])[] = (
  "William Bill,William Will,Robert Bob,Robert Rob,Richard Dick,Richard Rick,James Jim,James Jimmy,John Jack,John Johnny,Joseph Joe,Edward Ted,Edward Ned," +
  "Edward Eddie,Theodore Ted,Thomas Tom,Michael Mike,Michael Mick,Charles Chuck,Charles Charlie,Henry Harry,Henry Hank,Anthony Tony,Andrew Andy,Andrew Drew," +
  "Alexander Alex,Alexander Sandy,Daniel Dan,David Dave,Donald Don,Frederick Fred,Gerald Gerry,Gregory Greg,Jeffrey Jeff,Kenneth Ken,Lawrence Larry," +
  "Leonard Lenny,Matthew Matt,Nicholas Nick,Patrick Pat,Patrick Paddy,Peter Pete,Philip Phil,Raymond Ray,Ronald Ron,Samuel Sam,Stephen Steve,Timothy Tim," +
  "Vincent Vince,Walter Walt,Elizabeth Liz,Elizabeth Beth,Elizabeth Betty,Elizabeth Eliza,Margaret Maggie,Margaret Peggy,Margaret Meg,Catherine Kate," +
  "Catherine Cathy,Katherine Kathy,Mary Molly,Mary Polly,Ann Nancy,Barbara Barb,Christine Chris,Deborah Debbie,Dorothy Dot,Dorothy Dolly,Eleanor Nell," +
  "Frances Fran,Helen Nell,Jacqueline Jackie,Jennifer Jenny,Judith Judy,Patricia Pat,Patricia Trish,Rebecca Becky,Sarah Sally,Susan Sue,Teresa Terry," +
  "Victoria Vicky,Virginia Ginny,Abigail Abby,Albert Bert,Alfred Fred,Amanda Mandy,Benjamin Ben,Bernard Bernie,Bradley Brad,Caroline Carrie,Cynthia Cindy," +
  "Douglas Doug,Emily Em,Eugene Gene,Gabriel Gabe,Gertrude Trudy,Harold Hal,Isabella Bella,Jonathan Jon,Joshua Josh,Josephine Josie,Lucille Lucy,Martha Patty," +
  "Nathaniel Nate,Oliver Ollie,Pamela Pam,Penelope Penny,Rosemary Rose,Sylvester Sly,Valerie Val,Winifred Winnie,Zachary Zach," +
  "Dmitry Dima,Dmitri Mitya,Ivan Vanya,Vladimir Vova,Vladimir Volodya,Mikhail Misha,Sergei Seryozha,Yevgeny Zhenya,Pavel Pasha,Alexei Lyosha,Nikolai Kolya," +
  "Grigory Grisha,Konstantin Kostya,Yekaterina Katya,Anastasia Nastya,Maria Masha,Natalia Natasha,Tatiana Tanya,Svetlana Sveta,Elena Lena,Irina Ira," +
  "Aleksandr Sasha,Aleksandra Sasha,Yuri Yura,Vasily Vasya,Pyotr Petya,Viktor Vitya,Anatoly Tolya,Lyudmila Lyuda,Galina Galya,Olga Olya,Lyubov Lyuba," +
  "Oleksandr Sashko,Andriy Andriyko,Vyacheslav Slava,Stanislav Stas,Vladislav Vlad,Boris Borya,Leonid Lyonya,Valentina Valya,Larisa Lara,Yulia Yulya," +
  "Francisco Paco,Francisco Pancho,Jose Pepe,Ignacio Nacho,Enrique Quique,Guadalupe Lupe,Dolores Lola,Concepcion Concha,Rosario Charo,Eduardo Lalo," +
  "Manuel Manolo,Antonio Tonio,Rafael Rafa,Alejandro Alex,Fernando Nando,Roberto Beto,Jesus Chucho,Luis Lucho,Pilar Pili,Mercedes Merche,Gustavo Tavo," +
  "Giuseppe Beppe,Giovanni Gianni,Luigi Gigi,Salvatore Totò,Antonio Toni,Francesco Franco,Lorenzo Renzo,Alessandro Sandro,Vincenzo Enzo,Domenico Mimmo," +
  "Heinrich Heinz,Joachim Jochen,Johannes Hans,Wilhelm Willi,Friedrich Fritz,Margarete Grete,Katharina Käthe,Elisabeth Lisbeth,Josef Sepp,Georg Schorsch," +
  "Ludwig Lutz,Rudolf Rudi,Siegfried Sigi,Johanna Hanna,Magdalena Lena,Sebastian Basti,Maximilian Max,Matthias Matze,Andreas Andi,Ursula Uschi," +
  "Wojciech Wojtek,Stanisław Staszek,Tadeusz Tadek,Katarzyna Kasia,Małgorzata Gosia,Jerzy Jurek,Aleksandra Ola,Krzysztof Krzysiek,Agnieszka Aga,Jan Janek," +
  "István Pista,László Laci,Sándor Sanyi,József Jóska,Ferenc Feri,Erzsébet Bözsi,Georgios Yiorgos,Konstantinos Kostas,Dimitrios Dimitris,Ioannis Yannis," +
  "Panagiotis Panos,Athanasios Thanasis,Nikolaos Nikos,Vasileios Vasilis,Evangelos Vangelis,Eleni Lena,João Joãozinho,José Zé,Francisco Chico,Antônio Toninho," +
  "Moshe Moishe,Yitzhak Itzik,Yaakov Kobi,Avraham Avi,Yosef Yossi,Shmuel Shmulik,David Dudu,Mohammed Hamada,Mustafa Mido,Fatima Fatma"
)
  .split(",")
  .map((entry) => {
    const [formal = "", short = ""] = entry.split(" ");
    return [formal, short] as const;
  });
