extension Grammar {
    static let portuguese = Grammar(
        determiners: """
            o a os as um uma uns umas do da dos das no na nos nas ao à aos às pelo pela pelos pelas num numa dum duma meu \
            minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas este esta estes estas esse essa esses essas \
            aquele aquela cada algum alguma alguns algumas nenhum nenhuma todo toda todos todas muitos muitas vários várias \
            poucos poucas outro outra
            """,
        prepositions: """
            de a em com sem por para entre sobre sob desde até contra segundo durante após ante como do da dos das no na
            """,
        conjunctions: "e mas ou nem porém então logo pois",
        subordinators: "se porque embora quando que quem qual quais cujo cuja onde como enquanto pois para",
        subjects: "eu nós você vocês tu ninguém alguém todos nada tudo cada gente deus",
        questions: "como por que quando onde quem qual quais quanto quanta quantos quantas",
        auxiliaries: """
            sou é somos são era eram éramos foi foram fui será serão seria estou está estamos estão estava estavam tenho tem \
            temos têm tinha tinham teve há havia houve posso pode podemos podem podia poderia devo deve devemos devem \
            deveria vou vai vamos vão ia quero quer queremos querem queria
            """,
        verbs: words(
            """
            faz fazem fazia fez diz dizem dizia disse sabe sabem sabia vê veem viu vem vêm veio dá dão deu chega chegam \
            chegou passa passam passou acha acham pensa pensam fica ficam ficou parece põe sai saem saiu segue leva levam \
            levou custa custam vive vivem viveu morre morrem morreu perde perdem perdeu ganha ganham ganhou começa começou \
            muda mudam mudou trabalha trabalham precisa precisam compra compram vende vendem gasta come bebe dorme aprende \
            ensina lembra esquece existe serve acaba recebe paga cresce salvou matou queima separa
            """
        ),
        pointers: """
            la ele ela eles elas lhe lhes seu sua seus suas este esta estes estas isto esse essa esses essas isso aquele aquela \
            aquilo aqui aí ali lá então assim também outro outra outros outras mesmo mesma mesmos mesmas tal tais logo dele dela
            """,
        backward: "se seu sua seus suas lhe ele ela eles elas também dele dela",
        unfinished: """
            muito tão mais menos não que se quando como porque e ou mas é são está estão tem têm eu meu seu já quase só \
            senhor senhora também
            """,
        vague: """
            coisa coisas vez vezes tempo ano anos dia dias semana semanas mês meses hora horas minuto minutos segundo segundos \
            momento momentos gente pessoa pessoas homem homens mulher mulheres criança crianças parte partes lado fim final \
            começo ponto caso fato razão problema problemas pergunta perguntas resposta ideia ideias exemplo número tipo \
            maneira forma lugar palavra palavras nome vida sentido grupo mão mãos cabeça olhos noite tarde manhã século metade \
            cento mil milhão milhões reais metro metros quilômetros quilo litro litros mundo pai mãe irmão irmã filho filha \
            avô avó amigo amigos família história histórias tema papel conta medo senhor senhora país centavos dobro
            """,
        others: """
            bom boa bons boas grande grandes pequeno pequena novo nova velho velha primeiro primeira segundo segunda terceiro \
            último última melhor pior maior menor mesmo mesma um dois duas três quatro cinco seis sete oito nove dez vinte \
            trinta quarenta cinquenta obrigado obrigada
            """,
        calendar: """
            segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo janeiro fevereiro março abril \
            maio junho julho agosto setembro outubro novembro dezembro natal páscoa primavera verão outono inverno
            """,
        frames: """
            acho que,penso que,eu acho que,eu penso que,sei que,sabemos que,a verdade é que,o problema é que,o fato é que,
            acontece que,de fato,na verdade,claro,por exemplo,ou seja,hoje,agora,e,mas,ou,pois,bom,então,logo,porque,sim,
            não,olha,olhem,sabe,sabem,além disso,no entanto,porém,senhoras e senhores,imaginem,talvez,infelizmente,no fim
            """,
        asking: """
            saber sei sabe sabem ver mostrar explicar explica entender perguntar pergunta perguntou contar aprender aprendi \
            dizer descobrir esquecer
            """,
        tags: "não né certo sim",
        leading: "se quando quem onde",
        trimmable: "em durante com por para desde até",
        droppable: "porque",
        conditions: "se",
        negations: "não nunca nada ninguém nenhum nenhuma jamais",
        factive: "sabemos sei sabe aprendemos aprendi descobrimos descobri mostra mostrou entendi entendemos",
        copulas: "é são era eram",
        comparing: "mais menos melhor pior maior menor",
        addresses: "você tinha,você fez,você foi,você era,você teve,você se lembra,vocês fizeram,seu livro,teu livro",
        definite: "o a os as",
        articles: "o a os as um uma",
        ties: "de do da dos das sem",
        continuing: "pelo contrário,ao contrário,por outro lado,da mesma forma,em outras palavras,como eu disse",
        listeners: "nós nosso nossa você vocês",
        fading: """
            hoje agora aqui ontem amanhã eu
            """,
        talking: """
            obrigado obrigada mencionei disse apresentar
            """,
        and: "e",
        about: "sobre",
        isRomance: true
    )
}
