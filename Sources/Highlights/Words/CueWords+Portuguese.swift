extension CueWords {
    static let portuguese = CueWords(
        stop: """
            a à agora aí ainda além algo alguém algum alguma algumas alguns ali ante antes ao aos apenas aquela \
            aquele aquilo aqui as às assim até bem bom cada coisa coisas com como da dar das de dela delas dele \
            deles depois desde dessa desse desta deste disso disse do dois dos e é ela elas ele eles em então entre \
            era eram essa essas esse esses esta está estamos estão estar estas estava estavam este estes eu fala \
            falar faz fazer fez foi for foram fosse gente há hoje ia isso isto já lá lhe lo mais mas me mesma mesmo \
            meu meus minha minhas muita muitas muito muitos na nada não nas nem nenhum nessa nesse nesta neste nisso \
            no nos nós nossa nossas nosso nossos num numa né o onde os ou outra outras outro outros para pela pelas \
            pelo pelos pessoas pode podem pois por porque porquê pra pro quais qual qualquer quando quanto quase que \
            quê quem quer ser será seu seus se sei sem sempre sendo sido sim só sob sobre sou sua suas tá tal também \
            tanto tão te tem têm tempo tenho ter teve tinha tipo toda todas todo todos tu tua tudo um uma umas uns \
            vai vamos vão ver vez vezes você vocês vou ano anos dia acho
            """,
        hedges:
            "eu acho,acho que,talvez,um pouco,tipo,né,sei lá,não sei,de certa forma,mais ou menos,provavelmente,digamos",
        selves: "eu,me,mim,meu,minha,meus,minhas,comigo,sou,estou,tenho",
        together: "nós,nos,nosso,nossa,nossos,nossas,a gente,somos,podemos,temos,humanidade,todos nós",
        feelings: """
            amor,amo,ódio,medo,terrível,horrível,morte,morto,morrer,morre,morreu,matar,sofrer,sofrimento,dor,chorar,
            lágrimas,lindo,linda,bonito,incrível,maravilhoso,alegria,feliz,felicidade,esperança,sonho,sonhos,raiva,
            louco,loucura,perigo,perigoso,desastre,destruir,guerra,mal,tragédia,orgulho,sozinho,luto,pior,luta,
            lutar,sobreviver,milagre,poder,verdade,mentira,liberdade,inimigo,coragem
            """,
        contrasts:
            "mas,porém,no entanto,entretanto,em vez de,embora,pelo contrário,na verdade,apesar de,enquanto que,todavia",
        numbers: """
            dois,duas,três,quatro,cinco,seis,sete,oito,nove,dez,vinte,trinta,cinquenta,cem,cento,centenas,mil,
            milhares,milhão,milhões,bilhão,bilhões,por cento,metade,dobro
            """,
        insights: """
            a verdade é,o problema é,a razão,a chave,o segredo,a lição,acontece que,o importante,o mais importante,
            de fato,isso significa,significa que,a resposta,a diferença,aprendi,percebi,descobri,descobrimos,
            a maioria,a pergunta é,a questão é,surpreendente,o erro,imagina,imagine,fundamental
            """,
        stories: """
            quando eu era,eu lembro,me lembro,um dia,uma noite,anos atrás,era uma vez,imagina,imagine,vou contar,
            naquela época,a primeira vez,ano passado,semana passada,de repente,eu cresci
            """,
        routine: """
            patrocinador,patrocinadores,inscreva se,se inscreva,se inscrever,podcast,cupom,código de desconto,
            newsletter,bem vindos,bem vindo,obrigado por ouvir,obrigado por assistir,até a próxima,meu nome é,
            bom dia,boa tarde,boa noite,senhoras e senhores,olá a todos,nosso convidado,na descrição,muito obrigado,
            muito obrigada,tchau
            """,
        chatter: "sim,não,claro,exato,exatamente,ok,tá,bom,ah,oh,é,aham,uhum,certo,com certeza,isso,verdade,legal",
        extremes: """
            nunca,jamais,sempre,cada,tudo,nada,ninguém,só,único,única,maior,melhor,pior,primeiro,primeira,último,
            última,todos,inteiro,impossível,absolutamente,completamente
            """,
        pointers: "ele,ela,eles,elas,isso,isto,aquilo,esse,essa,este,esta,esses,essas,dele,dela,deles,lhe,seu,sua",
        links: """
            e,mas,então,porque,ou,depois,também,sim,não,claro,exato,exatamente,ok,tá,bom,como eu disse,como disse,
            pois,assim,além,por isso,embora,porém,ah,é,aí,né,certo,com certeza,ambos
            """,
        openers: "e,mas,então,ou,sim,bom,pois,né,ah,é,tá,claro,aí,ok"
    )
}
