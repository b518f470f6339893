/// The words of one language that tell where a thought begins, or that it is not yet over. Hand-made and short.
struct ThoughtWords: Sendable {
    /// Words that open a new thought when a sentence begins with them.
    var turns: [Substring]
    /// Words that announce something in a short sentence which does not say it.
    var announcements: [Substring]

    /// Makes the lists from cues with commas between them.
    init(turns: String, announcements: String) {
        self.turns = Self.cues(turns)
        self.announcements = Self.cues(announcements)
    }

    private static func cues(_ list: String) -> [Substring] {
        list.split { $0 == "," || $0 == "\n" }.map { cue in cue.drop { $0 == " " } }.filter { !$0.isEmpty }
    }
}

extension Language {
    /// The words of this language that tell where thoughts begin and end.
    var thoughtWords: ThoughtWords {
        switch self {
        case .english: .english
        case .german: .german
        case .french: .french
        case .spanish: .spanish
        case .portuguese: .portuguese
        case .italian: .italian
        }
    }
}

extension ThoughtWords {
    static let english = ThoughtWords(
        turns: """
            now,so,let me,let us,let's,today,tonight,first,firstly,second,secondly,third,finally,lastly,to begin with,
            in conclusion,in closing,next,my friends,ladies and gentlemen,what about,one more thing,the first,
            the second,the third,the next,the last,the other thing,when i was,when we,years ago,one day,last year,
            last week,for years,for example,on the other hand,once upon a time,imagine,
            by the way,most people
            """,
        announcements: """
            here is,here are,here's,is this,are these,this is how,this is what,let me tell you,let me give you,
            let me show you,let me explain,i will tell you,i'll tell you,i want to tell you,guess what,you know what,
            the following,as follows,some numbers,listen to this,think about this,consider this,what happened next,
            for two reasons,for three reasons,there are two,there are three,there are four
            """
    )

    static let german = ThoughtWords(
        turns: """
            nun,jetzt,heute,also,lassen sie mich,lass mich,kommen wir,erstens,zweitens,drittens,zunächst,zuerst,
            schließlich,zum schluss,zum beispiel,meine damen und herren,liebe freunde,der erste,der zweite,der dritte,
            der nächste,die erste,die zweite,die dritte,die nächste,als ich,als wir,vor jahren,eines tages,letztes jahr,
            seit jahren,stellen sie sich vor,stell dir vor,übrigens,die meisten,und nun
            """,
        announcements: """
            hier ist,hier sind,hier kommt,ist folgendes,wie folgt,ich sage ihnen,ich sage euch,ich erzähle,
            ich zeige ihnen,ich zeige euch,wissen sie was,wisst ihr was,ein paar zahlen,hören sie,passen sie auf,
            denken sie nach,ich erkläre,es gibt zwei,es gibt drei,aus zwei gründen,aus drei gründen,lautet so
            """
    )

    static let french = ThoughtWords(
        turns: """
            maintenant,alors,aujourd hui,ce soir,d abord,premièrement,deuxièmement,troisièmement,ensuite,enfin,
            pour finir,pour conclure,par exemple,mesdames et messieurs,mes amis,le premier,le deuxième,le second,
            le troisième,la première,la deuxième,la troisième,le dernier,la dernière,quand j étais,quand nous,
            il y a des années,un jour,l année dernière,la semaine dernière,imaginez,imagine,au fait,d ailleurs,
            la plupart,parlons,laissez moi
            """,
        announcements: """
            voici,voilà comment,voilà ce que,je vais vous dire,je vous raconte,je vais vous raconter,
            je vais vous montrer,je vais vous expliquer,vous savez quoi,tu sais quoi,comme suit,quelques chiffres,
            écoutez,réfléchissez,il y a deux,il y a trois,pour deux raisons,pour trois raisons,est la suivante,
            est le suivant
            """
    )

    static let spanish = ThoughtWords(
        turns: """
            ahora,bueno,hoy,esta noche,primero,en primer lugar,segundo,en segundo lugar,tercero,por último,finalmente,
            para terminar,por ejemplo,señoras y señores,amigos,el primero,el segundo,el tercero,la primera,la segunda,
            la tercera,el último,la última,cuando era,cuando yo,hace años,un día,el año pasado,la semana pasada,
            imaginen,imagina,por cierto,la mayoría,hablemos,déjenme,déjame
            """,
        announcements: """
            aquí está,aquí están,aquí va,les voy a decir,te voy a decir,les cuento,les voy a contar,
            les voy a mostrar,saben qué,sabes qué,es esta,es este,es la siguiente,es el siguiente,como sigue,
            algunos números,escuchen,piensen,hay dos,hay tres,por dos razones,por tres razones
            """
    )

    static let portuguese = ThoughtWords(
        turns: """
            agora,bem,hoje,esta noite,primeiro,em primeiro lugar,segundo,em segundo lugar,terceiro,por último,
            finalmente,para terminar,por exemplo,senhoras e senhores,meus amigos,o primeiro,o segundo,o terceiro,
            a primeira,a segunda,a terceira,o último,a última,quando eu,quando era,há anos,anos atrás,um dia,
            no ano passado,na semana passada,imaginem,imagine,aliás,a maioria,vamos falar,deixe me
            """,
        announcements: """
            aqui está,aqui estão,aqui vai,vou contar,vou dizer,vou mostrar,vou explicar,sabem o que,sabe o que,
            é esta,é este,é a seguinte,é o seguinte,como segue,alguns números,escutem,pensem,há dois,há duas,há três,
            por duas razões,por três razões
            """
    )

    static let italian = ThoughtWords(
        turns: """
            ora,adesso,allora,oggi,stasera,prima di tutto,innanzitutto,primo,secondo,terzo,infine,per finire,
            per concludere,per esempio,ad esempio,signore e signori,amici,il primo,il secondo,il terzo,la prima,
            la seconda,la terza,l ultimo,l ultima,quando ero,quando noi,anni fa,un giorno,l anno scorso,
            la settimana scorsa,immaginate,immagina,a proposito,la maggior parte,parliamo,lasciatemi
            """,
        announcements: """
            ecco,ecco la,ecco il,vi dico,vi racconto,vi mostro,vi spiego,sapete cosa,sai cosa,è questa,è questo,
            è la seguente,è il seguente,come segue,alcuni numeri,ascoltate,pensate,ci sono due,ci sono tre,
            per due motivi,per tre motivi
            """
    )
}
