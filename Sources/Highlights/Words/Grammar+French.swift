extension Grammar {
    static let french = Grammar(
        determiners: """
            le la les l' un une des du au aux mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette \
            ces chaque quelques plusieurs aucun aucune tout toute tous toutes d' quel quelle quels quelles
            """,
        prepositions: """
            de d' à en dans sur sous avec sans pour par entre chez vers depuis pendant contre avant après selon malgré \
            comme parmi derrière devant jusqu' jusque du au aux des
            """,
        conjunctions: "et mais ou donc or ni car puis",
        subordinators: """
            si s' quand lorsque lorsqu' parce puisque puisqu' que qu' qui dont où comme bien afin pour tandis alors \
            lequel laquelle lesquels lesquelles
            """,
        subjects: "je j' nous on vous tu personne chacun rien tout il ça gens dieu",
        questions: "comment pourquoi quand où qui que qu' quel quelle quels quelles combien",
        auxiliaries: """
            suis es est sommes êtes sont étais était étions étaient fut furent sera seront serait seraient ai as a avons \
            avez ont avais avait avions avaient eut aura auront aurait auraient vais vas va allons allez vont peux peut \
            pouvons pouvez peuvent pouvait pourrait dois doit devons devez doivent devait devrait veux veut voulons \
            veulent voulait faut fallait faudrait fais fait font faisait
            """,
        verbs: words(
            """
            dit disent disait prend prennent voit voient vois vient viennent venait met mettent sait savent savait pense \
            pensent croit croient trouve trouvent donne donnent parle parlent reste restent demande demandent coûte \
            coûtent vit vivent vivait meurt meurent perd perdent gagne gagnent commence commencent change changent \
            travaille travaillent regarde regardent aime aiment arrive arrivent part partent devient deviennent \
            semble semblent existe existent sert servent dort dorment tient tiennent suit suivent ouvre apprend mange
            """
        ),
        pointers: """
            la le les il elle ils elles lui leur leurs son sa ses ce c' ça cela ceci cet cette ces celui celle ceux celles y en l' \
            ici là voilà voici alors ainsi donc aussi autre autres même mêmes tel telle puis ensuite le sien
            """,
        backward: "il elle ils elles lui leur leurs son sa ses se en y aussi",
        unfinished: """
            très si trop plus moins pas ne n' que qui dont où si quand comme je tu nous vous on et ou mais bien tout même \
            encore déjà presque est sont était a ai ont peut peut-être m' t' s' c' j' monsieur madame
            """,
        vague: """
            chose choses fois temps an ans année années jour jours semaine semaines mois heure heures minute minutes \
            seconde secondes moment moments gens personne personnes homme hommes femme femmes enfant enfants partie \
            côté fin début point cas fait raison raisons problème problèmes question questions réponse idée idées exemple \
            nombre sorte genre façon manière lieu endroit mot mots nom vie sens groupe forme main mains tête yeux œil \
            nuit soir soirs matin siècle moitié pourcent cent mille million millions milliard milliards euros mètre mètres \
            kilomètre kilo litre litres monde père mère frère sœur fils fille grand-mère grand-père ami amis famille \
            histoire histoires sujet place rôle choix besoin envie peur monsieur madame bout phrase coup reste plupart
            """,
        others: """
            bon bonne grand grande petit petite nouveau nouvelle vieux vieille jeune jeunes premier première deuxième \
            dernier dernière beau belle long longue seul seule vrai vraie deux trois quatre cinq six sept huit neuf dix \
            onze douze vingt trente quarante cinquante soixante cent mille bonjour bonsoir merci plus moins mieux
            """,
        calendar: """
            lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre \
            octobre novembre décembre noël pâques printemps été automne hiver
            """,
        frames: """
            je pense que,je crois que,je sais que,on sait que,nous savons que,vous savez,tu sais,en fait,la vérité est que,
            le problème est que,le fait est que,bien sûr,par exemple,c'est-à-dire que,autrement dit,aujourd'hui,maintenant,
            alors,et,mais,ou,donc,or,car,puis,ensuite,enfin,d'abord,oui,non,ben,bon,euh,voilà,peut-être,
            mesdames et messieurs,à vrai dire,franchement,d'ailleurs,pourtant,cependant,imaginez,malheureusement
            """,
        asking: """
            savoir sais sait savez voir montrer montre expliquer explique expliqué comprendre compris demander demande \
            demandé raconter apprendre appris dire dis dit découvrir oublier
            """,
        tags: "non hein oui quoi d'accord",
        leading: "si quand lorsque où",
        trimmable: "dans pendant avec pour chez depuis avant après pour malgré",
        droppable: "parce car",
        conditions: "si",
        negations: "ne pas jamais rien personne aucun aucune",
        factive: "savons sais sait compris appris montre montré montrent découvert",
        copulas: "est sont était étaient",
        comparing: "plus moins mieux pire meilleur meilleure",
        addresses: """
            avez-vous,as-tu,aviez-vous,étiez-vous,étais-tu,êtes-vous,es-tu,vous avez,vous étiez,vous aviez,tu as,tu étais,
            votre livre,ton livre
            """,
        definite: "le la les",
        articles: "le la les un une l' un'",
        ties: "de du des sans pour",
        continuing: "au contraire,en revanche,par contre,de même,autrement dit,comme je disais,d'autre part",
        listeners: "nous vous notre votre",
        fading: """
            aujourd'hui maintenant ici hier demain euh je
            """,
        talking: """
            remercie merci disais mentionné présenter
            """,
        and: "et",
        about: "à propos de",
        isRomance: true
    )
}
