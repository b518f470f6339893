extension Grammar {
    static let german = Grammar(
        determiners: """
            der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines mein meine \
            meinen meinem meiner dein deine unser unsere unseren unserem unserer euer eure ihr ihre ihren ihrem ihrer \
            sein seine seinen seinem seiner dieser diese dieses diesen diesem jeder jede jedes jeden jedem alle allen \
            aller viele vielen wenige einige manche mehrere welche welcher welches beide im am zum zur vom beim ins ans
            """,
        prepositions: """
            in an auf aus bei mit nach von zu für durch gegen ohne um über unter vor hinter neben zwischen seit bis \
            während wegen trotz statt innerhalb außerhalb im am zum zur vom beim ins ans als wie pro ab per laut
            """,
        conjunctions: "und aber oder denn sondern doch sowie dann",
        subordinators: """
            dass daß weil wenn als ob obwohl damit bevor nachdem während indem sodass sobald solange falls seit bis \
            der die das den dem deren dessen welche welcher welches wo wer was wie warum wieso weshalb wohin woher um \
            ohne anstatt statt worauf woran womit wofür wobei wodurch je desto
            """,
        subjects: "ich wir man niemand jemand jeder alle alles nichts etwas keiner du ihr menschen es gott",
        questions: "wie warum was wer wo wann wieso weshalb wohin woher welche welcher welches wem wen wozu woran",
        auxiliaries: """
            bin bist ist sind seid war waren warst wäre wären habe hast hat haben habt hatte hatten hätte hätten werde \
            wirst wird werden werdet wurde wurden würde würden kann kannst können könnt konnte konnten könnte könnten \
            muss musst müssen musste mussten müsste müssten soll sollst sollen sollte sollten will willst wollen wollte \
            wollten darf dürfen durfte durften dürfte mag mögen mochte möchte möchten lass lasst
            """,
        verbs: words(
            """
            geht gehen ging gingen kommt kommen kam kamen macht machen machte machten gibt geben gab gaben sagt sagen \
            sagte sagten weiß wissen wusste wussten sieht sehen sah sahen steht stehen stand standen findet finden fand \
            fanden bleibt bleiben blieb blieben liegt liegen lag lagen heißt heißen hieß denkt denken dachte dachten \
            nimmt nehmen nahm nahmen tut tun tat taten lässt lassen ließ ließen glaubt glauben glaubte hält halten \
            hielt hielten nennt nennen nannte zeigt zeigen zeigte zeigten führt führen führte spricht sprechen sprach \
            bringt bringen brachte brachten lebt leben lebte lebten fährt fahren fuhr fuhren meint fragt fragen fragte \
            kennt kennen kannte gilt gelten galt stellt stellen stellte spielt spielen spielte arbeitet arbeiten \
            arbeitete braucht brauchen brauchte folgt folgen folgte lernt lernen lernte besteht versteht verstehen \
            verstand setzt setzen setzte bekommt bekommen bekam beginnt beginnen begann erzählt erzählen erzählte \
            versucht versuchen versuchte schreibt schreiben schrieb läuft laufen lief liefen erklärt sitzt sitzen saß \
            saßen zieht ziehen zog zogen scheint scheinen schien fällt fallen fiel fielen gehört gehören entsteht \
            entstand erhält trifft treffen traf sucht suchen suchte legt legen legte vergisst vergessen vergaß \
            entscheidet öffnet öffnete stirbt sterben starb starben gewinnt gewinnen gewann verliert verlieren verlor \
            verloren kostet kosten kostete wächst wachsen wuchs hilft helfen half halfen kauft kaufen kaufte rettet \
            retten rettete wohnt wohnen fliegt fliegen flog flogen lügt schläft isst trinkt liest las schließt wirkt \
            passiert passierte verändert veränderte zahlt zahlen zahlte baut bauen baute hört hören hörte reicht
            """
        ),
        pointers: """
            er sie es ihm ihn ihnen sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer dies diese dieser dieses \
            diesen diesem jener jene jenes das dessen deren dort da damals dabei dafür damit danach daran darauf daraus \
            darin darüber darum davon dazu dadurch dagegen daher deshalb deswegen so solche solcher solches andere \
            anderen anderer anderes auch beide beiden hier dann trotzdem dennoch außerdem derselbe dieselbe dasselbe \
            sonst also wieder selber ebenfalls hinter
            """,
        backward: """
            er sie es ihm ihn ihnen sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer auch wieder beide beiden
            """,
        unfinished: """
            sehr so zu ganz nur nicht mehr immer noch schon fast etwa wenn weil dass ob als wie was wer wo warum ich wir \
            man sich eine mein unser kein ein zwar nämlich sowohl weder entweder frau herr
            """,
        vague: """
            ding dinge sache sachen mal zeit zeiten jahr jahre jahren jahres tag tage tagen tages woche wochen monat \
            monate stunde stunden minute minuten sekunde sekunden moment mensch menschen leute mann männer frau frauen \
            kind kinder kindern teil teile seite seiten ende anfang punkt fall fälle grund gründe problem probleme frage \
            fragen antwort antworten beispiel beispiele zahl zahlen art arten weise ort orte stelle stellen wort worte \
            wörter name namen leben gefühl sinn gruppe form formen ergebnis schritt schritte hand hände kopf auge augen \
            haus hause nacht abend abends morgen heute gestern jahrhundert jahrzehnt mal stück paar reihe hälfte viertel \
            prozent hundert tausend million millionen milliarde milliarden euro meter kilometer meilen liter kilo grad \
            möglichkeit situation bedeutung recht rolle thema geschichte geschichten idee ideen unterschied dank damen \
            herren herr willkommen gedanke gedanken weg wege blick lust angst glück freude mutter vater eltern sohn \
            tochter bruder schwester onkel tante großmutter großvater oma opa freund freunde familie raum zimmer welt \
            mitte rest größe länge höhe anzahl menge ziel ziele aufgabe entscheidung chance ahnung stunde mittel
            """,
        others: """
            eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig \
            siebzig achtzig neunzig erste ersten zweite zweiten dritte dritten letzte letzten nächste nächsten gut gute \
            guten neue neuen alte alten große großen kleine kleinen ganze ganzen eigene eigenen viel wenig mehr weniger
            """,
        calendar: """
            montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni \
            juli august september oktober november dezember weihnachten ostern frühling sommer herbst winter
            """,
        frames: """
            ich glaube,ich denke,ich meine,wissen sie,weißt du,wisst ihr,sehen sie,das heißt,das bedeutet,die wahrheit ist,
            tatsache ist,fakt ist,das problem ist,der punkt ist,die sache ist,ehrlich gesagt,natürlich,eigentlich,
            zum beispiel,in der tat,tatsächlich,vielleicht,heute,jetzt,nun,also,und,aber,oder,denn,doch,ja,nein,genau,
            erstens,zweitens,drittens,schließlich,außerdem,trotzdem,dennoch,dann,übrigens,kurz gesagt,am ende,
            meine damen und herren,liebe freunde,mit anderen worten,ich weiß,wir wissen,klar,okay,naja,na ja,
            ich bin überzeugt,ich bin sicher,stellen sie sich vor,stell dir vor,leider,zum glück,ach
            """,
        asking: """
            wissen weiß wusste sehen sieht zeigen zeigt gezeigt erzählen erzählt erklären erklärt verstehen verstanden \
            versteht fragen fragt gefragt lernen gelernt gesehen entdeckt über darüber davon darum überlegen überlegt \
            merken merkt vergessen erinnern nachdenken beschreiben
            """,
        tags: "oder ja richtig nicht gell okay stimmt's",
        leading: "wenn wer was wo wie als bevor solange sobald warum der die das den dem",
        droppable: "weil obwohl während",
        conditions: "wenn falls ob weder entweder",
        negations: "nicht kein keine keinen keiner nie niemals niemand nichts",
        copulas: "ist sind war waren heißt bedeutet",
        comparing: """
            mehr weniger höher niedriger größer kleiner besser schlechter schneller langsamer länger kürzer stärker \
            schwächer billiger teurer leichter schwerer
            """,
        addresses: """
            haben sie,hast du,habt ihr,hatten sie,hattest du,waren sie,warst du,du hast,du hattest,du warst,ihr habt,
            würdest du,würden sie,machst du,machen sie,dein buch,ihr buch
            """,
        definite: "der die das",
        articles: "",
        ties:
            "des der eines einer unserer unseres meiner meines ihrer von vom für ohne gegen zwischen aus vor nach auf",
        continuing: """
            im gegenteil,andererseits,auf der anderen seite,genauso,ebenso,mit anderen worten,wie gesagt,
            anders gesagt,sondern
            """,
        listeners: "wir uns unser unsere sie ihnen ihr euch",
        fading: """
            heute jetzt hier gestern morgen äh ähm mal halt eben ich
            """,
        talking: """
            gesagt sagten erwähnt gefragt danke begrüßen freue vorstellen
            """,
        and: "und",
        about: "über",
        capitalNouns: true
    )
}
