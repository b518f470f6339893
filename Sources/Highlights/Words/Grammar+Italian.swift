extension Grammar {
    static let italian = Grammar(
        determiners: """
            il lo la i gli le l' un uno una un' del dello della dei degli delle dell' al allo alla ai agli alle all' nel \
            nello nella nei negli nelle nell' sul sullo sulla sui sugli sulle sull' dal dallo dalla dai dagli dalle dall' \
            mio mia miei mie tuo tua suo sua suoi sue nostro nostra nostri nostre questo questa questi queste quel quella \
            quei quelle ogni alcuni alcune qualche nessun nessuna tutto tutta tutti tutte molti molte pochi poche altro
            """,
        prepositions: """
            di d' a ad in con su per tra fra da senza sotto sopra contro verso dopo prima durante come del della dei degli \
            delle dal dalla nel nella sul sulla al alla
            """,
        conjunctions: "e ed ma o oppure però quindi né poi",
        subordinators: "se perché quando mentre benché anche che chi cui quale quali dove come affinché finché poiché",
        subjects: "io noi tu voi nessuno qualcuno tutti niente nulla ognuno dio",
        questions: "come perché quando dove chi che quale quali quanto quanta quanti quante",
        auxiliaries: """
            sono sei è siamo siete era erano eravamo fu furono sarà saranno sarebbe ho hai ha abbiamo avete hanno aveva \
            avevano avevo ebbe avrà avrebbe posso può possiamo possono poteva potrebbe devo deve dobbiamo devono doveva \
            voglio vuole vogliamo vogliono voleva vado va andiamo vanno c'è sto sta stiamo stanno stava
            """,
        verbs: words(
            """
            fa fanno faceva fece dice dicono diceva disse sa sanno sapeva vede vedono vide viene vengono venne dà danno \
            diede arriva arrivano arrivò passa passano passò crede credono pensa pensano resta restano sembra sembrano \
            mette porta portano portò costa costano costava vive vivono visse muore muoiono morì perde perdono persero \
            vince inizia cambia cambiano cambiò lavora lavorano lavorò compra comprano vende vendono dura durano dorme \
            impara ricorda dimentica esiste serve finisce racconta ascolta segna pesa aprì chiese distrusse
            """
        ),
        pointers: """
            la egli lui lei essi loro lo li gli le ci ne si suo sua suoi sue questo questa questi queste quello quella quelli \
            quelle ciò qui qua lì là allora così anche pure altro altra altri altre stesso stessa stessi stesse tale tali poi
            """,
        backward: "lui lei loro si suo sua suoi sue anche",
        unfinished: """
            molto così troppo più meno non che se quando come perché e o ma è sono ha hanno io mi ti si ci quasi solo già \
            signor signora anche
            """,
        vague: """
            cosa cose volta volte tempo anno anni giorno giorni settimana settimane mese mesi ora ore minuto minuti secondo \
            secondi momento momenti gente persona persone uomo uomini donna donne bambino bambini parte parti lato fine \
            inizio punto caso fatto ragione problema problemi domanda domande risposta idea idee esempio numero tipo modo \
            forma luogo posto parola parole nome vita senso gruppo mano mani testa occhi occhio notte sera mattina secolo \
            metà cento mille milione milioni euro metro metri chilometri chilo litro litri mondo padre madre fratello \
            sorella figlio figlia nonno nonna amico amici famiglia storia storie tema ruolo paura signore signora grazie
            """,
        others: """
            buono buona buon grande grandi piccolo piccola nuovo nuova vecchio vecchia primo prima secondo seconda terzo \
            ultimo ultima migliore peggiore maggiore minore uno due tre quattro cinque sei sette otto nove dieci venti trenta
            """,
        calendar: """
            lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno luglio \
            agosto settembre ottobre novembre dicembre natale pasqua primavera estate autunno inverno
            """,
        frames: """
            credo che,penso che,io credo che,so che,sappiamo che,la verità è che,il problema è che,il fatto è che,infatti,
            in realtà,certo,ovviamente,per esempio,ad esempio,cioè,insomma,oggi,adesso,ora,e,ma,o,però,quindi,poi,allora,
            perché,sì,no,ecco,sapete,vedete,guardate,inoltre,tuttavia,signore e signori,immaginate,forse,alla fine,purtroppo
            """,
        asking: """
            sapere so sa sanno vedere mostrare spiegare spiega capire capito chiedere chiede chiedo chiesto raccontare \
            imparare dire scoprire dimenticare
            """,
        tags: "no vero eh sì giusto",
        leading: "se quando chi dove",
        trimmable: "in durante con per dopo prima",
        droppable: "perché",
        conditions: "se",
        negations: "non mai nulla niente nessuno nessun nessuna",
        factive: "sappiamo so sa capito imparato scoperto dimostra dimostrato",
        copulas: "è sono era erano",
        comparing: "più meno meglio peggio migliore peggiore maggiore minore",
        addresses:
            "lei ha,hai mai,avete mai,ti ricordi,si ricorda,tu eri,lei era,tuo libro,suo libro,hai fatto,ha fatto lei",
        definite: "il lo la i gli le",
        articles: "il lo la i gli le un una uno l' un'",
        ties: "di del della dei delle dello degli senza",
        continuing: "al contrario,d'altra parte,allo stesso modo,in altre parole,come dicevo",
        listeners: "noi nostro nostra voi tu",
        fading: """
            oggi adesso ora qui ieri domani io
            """,
        talking: """
            grazie detto menzionato presentare
            """,
        and: "e",
        about: "su",
        isRomance: true
    )
}
