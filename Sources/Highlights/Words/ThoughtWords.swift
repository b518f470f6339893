/// The words of one language that tell where a thought begins, or that it is not yet over. Hand-made and short.
struct ThoughtWords: Sendable {
    /// Words that open a new thought when a sentence begins with them.
    var turns: [Substring]
    /// Words that announce something in a short sentence which does not say it.
    var announcements: [Substring]
    /// Words that tie a sentence that begins with them to the one before, besides `CueWords.links`.
    var ties: [Substring]
    /// Words that stand for something that was named before, wherever they stand; none that has other uses, too.
    var pronouns: [Substring]

    /// Makes the lists from cues with commas between them.
    init(turns: String, announcements: String, ties: String, pronouns: String) {
        self.turns = Self.cues(turns)
        self.announcements = Self.cues(announcements)
        self.ties = Self.cues(ties)
        self.pronouns = Self.cues(pronouns)
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
            last week,for years,once upon a time,imagine,
            by the way,most people
            """,
        announcements: """
            here is,here are,here's,is this,are these,this is how,this is what,let me tell you,let me give you,
            let me show you,let me explain,i will tell you,i'll tell you,i want to tell you,guess what,you know what,
            the following,as follows,some numbers,listen to this,think about this,consider this,what happened next,
            for two reasons,for three reasons,there are two,there are three,there are four
            """,
        ties: """
            however,on the other hand,in fact,for example,for instance,in other words,as a result,instead,moreover,
            furthermore,nevertheless,nonetheless,meanwhile,in addition,besides,consequently,otherwise,similarly,likewise,
            that said,at the same time,in that case,in this case,in that sense,in this way,that way,after that,
            because of that,because of this,even so,still,yet,for some,some of,most of,part of,one of them,by contrast,
            obviously,for the fact,which is,not only that,or,as such,then again,in short,in particular
            """,
        pronouns: """
            he,he's,he'd,she,she's,they,they're,they'd,they've,it,it's,him,them,his,their,theirs,its,this,these,those,that's,hers
            """
    )

    static let german = ThoughtWords(
        turns: """
            nun,jetzt,heute,also,lassen sie mich,lass mich,kommen wir,erstens,zweitens,drittens,zunächst,zuerst,
            schließlich,zum schluss,meine damen und herren,liebe freunde,der erste,der zweite,der dritte,
            der nächste,die erste,die zweite,die dritte,die nächste,als ich,als wir,vor jahren,eines tages,letztes jahr,
            seit jahren,stellen sie sich vor,stell dir vor,übrigens,die meisten,und nun
            """,
        announcements: """
            hier ist,hier sind,hier kommt,ist folgendes,wie folgt,ich sage ihnen,ich sage euch,ich erzähle,
            ich zeige ihnen,ich zeige euch,wissen sie was,wisst ihr was,ein paar zahlen,hören sie,passen sie auf,
            denken sie nach,ich erkläre,es gibt zwei,es gibt drei,aus zwei gründen,aus drei gründen,lautet so
            """,
        ties: """
            jedoch,andererseits,zum beispiel,beispielsweise,mit anderen worten,infolgedessen,stattdessen,darüber hinaus,
            nichtsdestotrotz,inzwischen,zudem,folglich,sonst,ebenso,gleichzeitig,in diesem fall,so gesehen,danach,
            dagegen,hingegen,allerdings,immerhin,insofern,tatsächlich,kurz gesagt,einige davon
            """,
        pronouns: """
            er,ihm,ihn,ihnen,dies,dieser,dieses,diesen,diesem,jener,jene,deren,dessen,denen
            """
    )

    static let french = ThoughtWords(
        turns: """
            maintenant,alors,aujourd hui,ce soir,d abord,premièrement,deuxièmement,troisièmement,ensuite,enfin,
            pour finir,pour conclure,mesdames et messieurs,mes amis,le premier,le deuxième,le second,
            le troisième,la première,la deuxième,la troisième,le dernier,la dernière,quand j étais,quand nous,
            il y a des années,un jour,l année dernière,la semaine dernière,imaginez,imagine,au fait,d ailleurs,
            la plupart,parlons,laissez moi
            """,
        announcements: """
            voici,voilà comment,voilà ce que,je vais vous dire,je vous raconte,je vais vous raconter,
            je vais vous montrer,je vais vous expliquer,vous savez quoi,tu sais quoi,comme suit,quelques chiffres,
            écoutez,réfléchissez,il y a deux,il y a trois,pour deux raisons,pour trois raisons,est la suivante,
            est le suivant
            """,
        ties: """
            cependant,pourtant,d un autre côté,en fait,par exemple,autrement dit,en d autres termes,par conséquent,
            au lieu de cela,de plus,en outre,néanmoins,toutefois,entre temps,sinon,de même,en même temps,dans ce cas,
            après ça,après cela,à cause de ça,par contre,en revanche,évidemment,en bref,certains
            """,
        pronouns: """
            elle,ils,elles,cela,ça,cette,ces,celui,celle,ceux,celles,lui,leur,leurs
            """
    )

    static let spanish = ThoughtWords(
        turns: """
            ahora,bueno,hoy,esta noche,primero,en primer lugar,segundo,en segundo lugar,tercero,por último,finalmente,
            para terminar,señoras y señores,amigos,el primero,el segundo,el tercero,la primera,la segunda,
            la tercera,el último,la última,cuando era,cuando yo,hace años,un día,el año pasado,la semana pasada,
            imaginen,imagina,por cierto,la mayoría,hablemos,déjenme,déjame
            """,
        announcements: """
            aquí está,aquí están,aquí va,les voy a decir,te voy a decir,les cuento,les voy a contar,
            les voy a mostrar,saben qué,sabes qué,es esta,es este,es la siguiente,es el siguiente,como sigue,
            algunos números,escuchen,piensen,hay dos,hay tres,por dos razones,por tres razones
            """,
        ties: """
            sin embargo,por otro lado,de hecho,por ejemplo,es decir,en otras palabras,como resultado,en cambio,además,
            no obstante,mientras tanto,por consiguiente,si no,del mismo modo,al mismo tiempo,en ese caso,después de eso,
            por eso,obviamente,en resumen,algunos de
            """,
        pronouns: """
            él,ella,ellos,ellas,esto,eso,esos,esas,estos,estas,ese,esa,aquello,suyo,suya
            """
    )

    static let portuguese = ThoughtWords(
        turns: """
            agora,bem,hoje,esta noite,primeiro,em primeiro lugar,segundo,em segundo lugar,terceiro,por último,
            finalmente,para terminar,senhoras e senhores,meus amigos,o primeiro,o segundo,o terceiro,
            a primeira,a segunda,a terceira,o último,a última,quando eu,quando era,há anos,anos atrás,um dia,
            no ano passado,na semana passada,imaginem,imagine,aliás,a maioria,vamos falar,deixe me
            """,
        announcements: """
            aqui está,aqui estão,aqui vai,vou contar,vou dizer,vou mostrar,vou explicar,sabem o que,sabe o que,
            é esta,é este,é a seguinte,é o seguinte,como segue,alguns números,escutem,pensem,há dois,há duas,há três,
            por duas razões,por três razões
            """,
        ties: """
            no entanto,porém,por outro lado,de facto,de fato,por exemplo,ou seja,em outras palavras,como resultado,
            em vez disso,além disso,contudo,todavia,enquanto isso,por conseguinte,senão,da mesma forma,
            ao mesmo tempo,nesse caso,depois disso,por isso,obviamente,em resumo,alguns deles
            """,
        pronouns: """
            ele,ela,eles,elas,isso,isto,esse,essa,esses,essas,disso,disto,nisso,dele,dela,deles,delas
            """
    )

    static let italian = ThoughtWords(
        turns: """
            ora,adesso,allora,oggi,stasera,prima di tutto,innanzitutto,primo,secondo,terzo,infine,per finire,
            per concludere,signore e signori,amici,il primo,il secondo,il terzo,la prima,
            la seconda,la terza,l ultimo,l ultima,quando ero,quando noi,anni fa,un giorno,l anno scorso,
            la settimana scorsa,immaginate,immagina,a proposito,la maggior parte,parliamo,lasciatemi
            """,
        announcements: """
            ecco,ecco la,ecco il,vi dico,vi racconto,vi mostro,vi spiego,sapete cosa,sai cosa,è questa,è questo,
            è la seguente,è il seguente,come segue,alcuni numeri,ascoltate,pensate,ci sono due,ci sono tre,
            per due motivi,per tre motivi
            """,
        ties: """
            tuttavia,d altra parte,in effetti,per esempio,ad esempio,in altre parole,cioè,di conseguenza,invece,inoltre,
            nonostante ciò,nel frattempo,altrimenti,allo stesso modo,allo stesso tempo,in questo caso,in quel caso,
            dopo di che,per questo,ovviamente,in breve,alcuni di
            """,
        pronouns: """
            lui,loro,essi,esse,questo,questa,questi,queste,quello,quella,quelli,quelle,ciò,costui
            """
    )
}
