extension CueWords {
    static let french = CueWords(
        stop: """
            a ai aie ainsi alors an ans après as assez au aucun aucune aujourd aura aurait aussi autre autres aux \
            avaient avais avait avant avec avez avoir avons ayant beaucoup bien bon bonne c ça car ce ceci cela \
            celle celles celui ces cet cette ceux chaque chez choses chose comme comment d dans de deja déjà depuis \
            des deux dire dis dit donc dont du elle elles en encore entre es est et étaient étais était étant été \
            être eu eux faire fais fait faut fois font fut hein hui il ils j je jusqu jusque juste l la là le les \
            leur leurs lui m ma mais me même mêmes mes met mettre moi moins mon n ne ni non nos notre nous on ont ou \
            où oui par parce pas peu peut peuvent peux plus plusieurs pour pourquoi pouvait pouvoir première puis qu \
            quand que quel quelle quelles quelque quelques quels qui quoi rien s sa sais sait sans se sera serait \
            ses si soi soit sommes son sont sous suis sur t ta te tes toi ton tous tout toute toutes très trop tu un \
            une va vais vas vers veut veux viens vient voilà voir vois vont vos votre vous vraiment y euh ben bah \
            accord petit gens
            """,
        hedges:
            "je crois,je pense,peut être,un peu,en quelque sorte,euh,je sais pas,je ne sais pas,genre,quoi,disons,probablement",
        selves: "je,j,me,m,moi,mon,ma,mes",
        together: "nous,notre,nos,on,humanité,nous tous",
        feelings: """
            amour,aime,haine,déteste,peur,terrible,horrible,mort,morts,mourir,meurt,tuer,tué,souffrir,souffrance,
            douleur,pleurer,larmes,beau,belle,incroyable,merveilleux,joie,heureux,bonheur,espoir,rêve,rêves,colère,
            choc,fou,folle,danger,dangereux,catastrophe,détruire,détruit,guerre,mal,tragédie,fier,seul,deuil,pire,
            combat,survivre,miracle,pouvoir,vérité,mensonge,liberté,ennemi,courage
            """,
        contrasts:
            "mais,cependant,pourtant,au contraire,plutôt que,en réalité,malgré,alors que,toutefois,en revanche,au lieu de,sauf",
        numbers: """
            deux,trois,quatre,cinq,six,sept,huit,neuf,dix,vingt,trente,cinquante,cent,cents,mille,million,millions,
            milliard,milliards,pourcent,moitié,double
            """,
        insights: """
            la vérité,le problème,la raison,la clé,le secret,la leçon,en fait,ce qui compte,le plus important,
            ça veut dire,cela signifie,la réponse,la différence,j ai appris,j ai compris,découvert,la plupart,
            la question,surprenant,surpris,l erreur,imaginez,fondamental,essentiel
            """,
        stories: """
            quand j étais,je me souviens,un jour,un soir,il y a des années,il était une fois,imaginez,
            je vais vous raconter,à l époque,la première fois,l année dernière,la semaine dernière,soudain,
            tout à coup,j ai grandi
            """,
        routine: """
            sponsor,sponsors,abonnez vous,abonner,podcast,code promo,newsletter,bienvenue,merci d avoir écouté,
            merci d avoir regardé,à la prochaine,je m appelle,bonjour à tous,bonjour,bonsoir,mesdames et messieurs,
            pause café,notre invité,en description,vous m entendez,merci beaucoup,au revoir
            """,
        chatter:
            "oui,non,ouais,voilà,exactement,ok,d accord,bien sûr,ah,oh,hm,euh,ben,bah,bon,super,tout à fait,absolument",
        extremes: """
            jamais,toujours,chaque,tout,rien,personne,seul,seule,plus grand,plus grande,meilleur,meilleure,pire,
            premier,première,dernier,dernière,tous,toutes,entier,impossible,absolument,complètement,unique
            """,
        pointers: "il,elle,ils,elles,ce,c,ça,cela,ceci,celui,celle,ceux,lui,leur,leurs,son,sa,ses,ces,cette,cet",
        links: """
            et,mais,donc,alors,parce,ou,puis,aussi,oui,non,voilà,exactement,ok,d accord,comme je disais,
            comme je l ai dit,car,ensuite,pourtant,cependant,d ailleurs,en plus,ainsi,sinon,ben,bah,euh,bon,enfin,
            ouais,bien sûr,tout à fait,y,en
            """,
        openers: "et,mais,donc,alors,ou,oui,ouais,euh,ben,bah,bon,voilà,enfin,puis,ok"
    )
}
