extension CueWords {
    static let german = CueWords(
        stop: """
            aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei beim \
            bin bis bist da dabei dafür daher damit danach dann daran darauf daraus darf darin darum darüber das \
            dass dasselbe davon dazu dein deine deinem deinen deiner dem den denen denn der deren des deshalb dessen \
            die dies diese diesem diesen dieser dieses doch dort du durch eben ein eine einem einen einer eines \
            einfach einige einmal er es etwas euch euer eure für ganz gar geben gegen gehen geht gemacht gesagt \
            gewesen gibt ging gleich gut hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre \
            ihrem ihren ihrer im immer in ins ist ja jede jedem jeden jeder jedes jemand jetzt kam kann kannst kein \
            keine keinem keinen keiner kommen kommt konnte konnten können könnte lassen machen macht mal man manche \
            mehr mein meine meinem meinen meiner mich mir mit muss musste müssen nach natürlich nein nicht nichts \
            noch nun nur ob oder ohne quasi schon sehr sein seine seinem seinen seiner seit selbst sich sie sind so \
            sogar solche soll sollte sondern sonst sowie sozusagen tun um und uns unser unsere unseren unserer unter \
            viel viele vielleicht vom von vor war waren warum was weg weil weiter welche welchem welchen welcher \
            welches wenn wer werde werden wie wieder will wir wird wirklich wo wollen wollte worden wurde wurden \
            während würde würden zu zum zur zwar zwei zwischen über ach äh ähm eigentlich halt okay sagen sagt weiß \
            wissen dinge ding sache sachen bisschen heute jahr jahre jahren mann leute finde
            """,
        hedges: """
            ich glaube,ich denke,vielleicht,irgendwie,sozusagen,quasi,eigentlich,halt,eben,ein bisschen,
            wahrscheinlich,ich weiß nicht,äh,ähm,oder so,im prinzip
            """,
        selves: "ich,mich,mir,mein,meine,meinen,meinem,meiner",
        together: "wir,uns,unser,unsere,unseren,unserem,unserer,alle menschen,menschheit",
        feelings: """
            liebe,liebt,hass,hasse,angst,schrecklich,furchtbar,tod,tot,sterben,stirbt,starb,gestorben,schmerz,
            leiden,weinen,tränen,schön,wunderbar,unglaublich,großartig,freude,glück,glücklich,hoffnung,traum,träume,
            wut,wütend,schock,verrückt,wahnsinn,gefahr,gefährlich,katastrophe,zerstört,krieg,böse,tragödie,stolz,
            einsam,trauer,schlimm,schlimmste,kampf,kämpfen,überleben,wunder,macht,wahrheit,lüge,freiheit,feind,mut
            """,
        contrasts:
            "aber,sondern,jedoch,stattdessen,obwohl,trotzdem,dennoch,im gegenteil,in wirklichkeit,allerdings,doch",
        numbers: """
            zwei,drei,vier,fünf,sechs,sieben,acht,neun,zehn,zwanzig,dreißig,fünfzig,hundert,hunderte,tausend,
            tausende,million,millionen,milliarde,milliarden,prozent,hälfte,doppelt
            """,
        insights: """
            die wahrheit ist,das problem ist,der grund,das geheimnis,die lehre,der punkt ist,es stellt sich heraus,
            wichtig ist,am wichtigsten,das wichtigste,in der tat,das heißt,das bedeutet,die antwort,der unterschied,
            ich habe gelernt,wir haben gelernt,habe ich gemerkt,entdeckt,die meisten,die frage ist,überraschend,
            überrascht,der fehler,stellen sie sich vor,stell dir vor,grundlegend,entscheidend
            """,
        stories: """
            als ich,ich erinnere mich,eines tages,eines abends,vor jahren,es war einmal,stellen sie sich vor,
            stell dir vor,ich erzähle,damals,zum ersten mal,letztes jahr,letzte woche,plötzlich,an dem tag,
            ich bin aufgewachsen
            """,
        routine: """
            sponsor,sponsoren,abonnieren,abonniert,podcast,rabattcode,gutschein,newsletter,herzlich willkommen,
            willkommen zu,willkommen bei,danke fürs zuhören,danke fürs zuschauen,vielen dank,bis zum nächsten mal,
            mein name ist,guten morgen,guten tag,guten abend,meine damen und herren,hallo zusammen,kaffeepause,
            nächste folie,unser gast,unterstützt von,in der beschreibung,könnt ihr mich hören,auf wiedersehen,
            tschüss
            """,
        chatter: """
            ja,nein,genau,okay,ok,richtig,stimmt,klar,hm,mhm,äh,ähm,oh,wow,gut,super,natürlich,ach,so,aha,eben
            """,
        extremes: """
            nie,niemals,immer,jeder,jede,alles,nichts,niemand,nur,größte,größten,kleinste,beste,besten,schlimmste,
            erste,letzte,alle,ganze,unmöglich,absolut,völlig,einzige,einziger,wichtigste
            """,
        pointers: "er,sie,es,das,dies,diese,dieser,dieses,ihm,ihn,ihr,ihnen,sein,seine,deren,dessen",
        links: """
            und,aber,also,denn,weil,oder,dann,auch,ja,nein,genau,okay,ok,wie gesagt,deshalb,deswegen,darum,daher,
            außerdem,sondern,trotzdem,dennoch,dabei,dazu,damit,dadurch,davon,obwohl,während,ach,äh,ähm,na,naja,
            beide,solche,richtig,stimmt
            """,
        openers: "und,aber,also,oder,denn,ja,nein,okay,ok,äh,ähm,na,naja,genau,sondern,doch,dann,nun"
    )
}
