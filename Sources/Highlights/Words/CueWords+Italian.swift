extension CueWords {
    static let italian = CueWords(
        stop: """
            a abbiamo ad adesso agli ai al alcune alcuni alla alle allo allora anche ancora anni anno altra altre \
            altri altro avere aveva avevano avevo avete bene c ce che chi ci ciò cioè col come con così cosa cose \
            cui d da dagli dai dal dall dalla dalle dallo davvero degli dei del dell della delle dello dentro detto \
            di dice dire dopo dove due durante e è ecco ed era erano essa essere esso fa fanno fare fatto fino fra \
            fu gente già giorno gli ha hai hanno ho i il in infatti invece io l la là le lei li lì lo loro lui ma \
            mai me meno mentre mi mia mie miei mio modo molta molte molti molto ne né negli nei nel nell nella nelle \
            nello niente no noi non nostra nostre nostri nostro o oggi ogni okay oppure ora per perché perciò però \
            persone più poco poi possiamo posso può possono prima proprio qua qual quale quali qualche qualcosa \
            qualcuno quando quanto quasi quel quell quella quelle quelli quello quest questa queste questi questo \
            qui quindi s sa sarà se sei sempre senza sia siamo siete solo sono sopra sotto sta stata stato stati \
            stiamo stesso sto su sua sue sugli sui sul sull sulla sulle suo suoi tanto te ti tra troppo tu tua tutta \
            tutte tutti tutto un una uno va vai vado vediamo veramente verso vi voi vostra vostro volta volte vuole
            """,
        hedges:
            "credo che,penso che,forse,un po,diciamo,cioè,non so,in qualche modo,più o meno,probabilmente,tipo,insomma",
        selves: "io,mi,me,mio,mia,miei,mie,sono,ho,credo,penso",
        together: "noi,ci,nostro,nostra,nostri,nostre,siamo,possiamo,abbiamo,umanità,tutti noi",
        feelings: """
            amore,amo,odio,paura,terribile,orribile,morte,morto,morire,muore,uccidere,soffrire,sofferenza,dolore,
            piangere,lacrime,bello,bella,bellissimo,incredibile,meraviglioso,gioia,felice,felicità,speranza,sogno,
            sogni,rabbia,pazzo,follia,pericolo,pericoloso,disastro,distruggere,guerra,male,tragedia,orgoglioso,solo,
            lutto,peggio,lotta,lottare,sopravvivere,miracolo,potere,verità,bugia,libertà,nemico,coraggio
            """,
        contrasts:
            "ma,però,invece,tuttavia,eppure,anziché,al contrario,in realtà,nonostante,mentre,piuttosto che,bensì",
        numbers: """
            due,tre,quattro,cinque,sei,sette,otto,nove,dieci,venti,trenta,cinquanta,cento,centinaia,mille,mila,
            migliaia,milione,milioni,miliardo,miliardi,per cento,metà,doppio
            """,
        insights: """
            la verità,il problema,la ragione,il motivo,la chiave,il segreto,la lezione,in effetti,ciò che conta,
            più importante,significa che,vuol dire,la risposta,la differenza,ho imparato,ho capito,scoperto,
            la maggior parte,la domanda,sorprendente,l errore,immaginate,immagina,fondamentale
            """,
        stories: """
            quando ero,mi ricordo,ricordo,un giorno,una sera,una notte,anni fa,c era una volta,immaginate,immagina,
            vi racconto,ti racconto,all epoca,la prima volta,l anno scorso,la settimana scorsa,improvvisamente,
            all improvviso,sono cresciuto
            """,
        routine: """
            sponsor,iscrivetevi,iscriviti,podcast,codice sconto,newsletter,benvenuti,benvenute,
            grazie per aver ascoltato,grazie per l ascolto,alla prossima,mi chiamo,il mio nome è,buongiorno,
            buonasera,buon pomeriggio,signore e signori,ciao a tutti,pausa caffè,nostro ospite,in descrizione,
            grazie mille,arrivederci
            """,
        chatter:
            "sì,no,certo,esatto,esattamente,ok,okay,va bene,bene,ah,oh,eh,ecco,già,vero,giusto,assolutamente,infatti",
        extremes: """
            mai,sempre,ogni,tutto,niente,nulla,nessuno,solo,unico,unica,più grande,maggiore,migliore,peggiore,primo,
            prima,ultimo,ultima,tutti,intero,impossibile,assolutamente,completamente
            """,
        pointers: """
            lui,lei,loro,esso,essa,questo,questa,questi,queste,quello,quella,quelli,quelle,ciò,lo,gli,suo,sua
            """,
        links: """
            e,ed,ma,quindi,allora,perché,o,poi,anche,sì,no,certo,esatto,esattamente,ok,okay,come dicevo,
            come ho detto,così,inoltre,per questo,però,eppure,ah,eh,ecco,già,infatti,cioè,neanche,va bene,entrambi,
            invece,oppure
            """,
        openers: "e,ed,ma,quindi,allora,o,sì,beh,eh,ah,ecco,poi,però,cioè,ok,certo"
    )
}
