extension CueWords {
    static let spanish = CueWords(
        stop: """
            a ahí ahora al algo alguien algún alguna algunas alguno algunos allí ante antes aquel aquella aquí así \
            aún aunque bien bueno cada casi claro como cómo con contra cosa cosas cual cuál cuando cuándo cuanto da \
            dar de decir del desde después dice dicen dijo donde dónde dos durante e el él ella ellas ellos en \
            entonces entre era eran eres es esa esas ese eso esos esta está estaba estaban están estar estas este \
            esto estos estoy fue fueron gente gran ha había han has hasta hay hace hacer hacia he hecho hemos hizo \
            hoy iba ir la las le les lo los luego más me mejor menos mi mí mientras mis mismo mucha muchas mucho \
            muchos muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para \
            pero poco poder podemos porque por pues puede pueden puedo que qué quien quién quiere quiero sabe saber \
            se sea ser será si sí sido siempre sin sino sobre solo sólo somos son soy su sus también tan tanto te \
            tener tengo tenía tiempo tiene tienen toda todas todavía todo todos tres tu tú tus un una uno unos usted \
            ustedes va vamos van ver vez veces voy y ya yo año años día eh digamos
            """,
        hedges:
            "creo que,quizás,quizá,tal vez,un poco,o sea,no sé,digamos,como que,más o menos,probablemente,eh,supongo",
        selves: "yo,me,mi,mí,mis,conmigo,soy,estoy,tengo,creo",
        together: """
            nosotros,nos,nuestro,nuestra,nuestros,nuestras,somos,podemos,tenemos,vamos,humanidad,todos nosotros
            """,
        feelings: """
            amor,amo,odio,miedo,terrible,horrible,muerte,muerto,morir,muere,murió,matar,sufrir,sufrimiento,dolor,
            llorar,lágrimas,hermoso,hermosa,increíble,maravilloso,alegría,feliz,felicidad,esperanza,sueño,sueños,
            rabia,ira,loco,locura,peligro,peligroso,desastre,destruir,guerra,mal,tragedia,orgullo,orgulloso,solo,
            duelo,peor,lucha,luchar,sobrevivir,milagro,poder,verdad,mentira,libertad,enemigo,valor
            """,
        contrasts:
            "pero,sino,sin embargo,en cambio,aunque,al contrario,en realidad,a pesar de,no obstante,mientras que,en lugar de",
        numbers: """
            dos,tres,cuatro,cinco,seis,siete,ocho,nueve,diez,veinte,treinta,cincuenta,cien,ciento,cientos,mil,miles,
            millón,millones,por ciento,mitad,doble
            """,
        insights: """
            la verdad es,el problema es,la razón,la clave,el secreto,la lección,resulta que,lo importante,
            lo más importante,de hecho,eso significa,significa que,la respuesta,la diferencia,aprendí,me di cuenta,
            descubrí,descubrimos,la mayoría,la pregunta es,sorprendente,el error,imagina,imagínate,imaginen,
            fundamental
            """,
        stories: """
            cuando era,cuando yo era,recuerdo,me acuerdo,un día,una noche,hace años,había una vez,imagina,imagínate,
            les cuento,te cuento,en aquel,la primera vez,el año pasado,la semana pasada,de repente,crecí
            """,
        routine: """
            patrocinador,patrocinadores,suscríbete,suscríbanse,suscribirse,podcast,código de descuento,newsletter,
            bienvenidos,bienvenidas,gracias por escuchar,gracias por ver,hasta la próxima,mi nombre es,me llamo,
            buenos días,buenas tardes,buenas noches,señoras y señores,hola a todos,pausa,nuestro invitado,
            en la descripción,muchas gracias,adiós
            """,
        chatter: """
            sí,no,claro,exacto,exactamente,vale,ok,bueno,ah,oh,eh,ajá,ya,por supuesto,bien,correcto,totalmente
            """,
        extremes: """
            nunca,jamás,siempre,cada,todo,nada,nadie,solo,único,única,más grande,mayor,mejor,peor,primer,primera,
            último,última,todos,entero,imposible,absolutamente,completamente
            """,
        pointers: """
            él,ella,ellos,ellas,esto,eso,esta,este,ese,esa,estos,estas,esos,esas,aquel,aquello,lo,le,les,su,sus
            """,
        links: """
            y,pero,entonces,porque,o,luego,también,sí,no,claro,exacto,exactamente,vale,ok,bueno,como dije,
            como decía,pues,así,además,por eso,sino,aunque,sin embargo,ah,eh,ya,tampoco,por supuesto,o sea,ambos
            """,
        openers: "y,pero,entonces,o,sí,bueno,pues,eh,ah,claro,luego,o sea,vale,ok"
    )
}
