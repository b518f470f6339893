extension Grammar {
    static let spanish = Grammar(
        determiners: """
            el la los las un una unos unas del al mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta estos \
            estas ese esa esos esas aquel aquella cada algún alguna algunos algunas ningún ninguna todo toda todos todas \
            muchos muchas varios varias pocos pocas otro otra qué
            """,
        prepositions: """
            de a en con sin por para entre sobre bajo desde hasta hacia contra según durante tras ante mediante como del al
            """,
        conjunctions: "y e pero o u ni sino así luego pues",
        subordinators: "si porque aunque cuando que quien quienes cual cuales cuyo cuya donde como mientras pues para",
        subjects: "yo nosotros tú usted ustedes nadie alguien todos nada todo cada uno dios",
        questions: "cómo por qué cuándo dónde quién quiénes cuál cuáles cuánto cuánta cuántos cuántas",
        auxiliaries: """
            soy eres es somos son era eran éramos fue fueron fui será serán sería estoy está estamos están estaba estaban \
            he has ha hemos han había habían habrá hay hubo tengo tiene tenemos tienen tenía tenían tuvo puedo puede \
            podemos pueden podía podría debe debemos deben debería voy va vamos van iba quiero quiere queremos quieren
            """,
        verbs: words(
            """
            hace hacemos hacen hacía hizo dice dicen decía dijo sabe saben sabía ve ven vio viene vienen vino da dan dio \
            llega llegan llegó pasa pasan pasó cree creen piensa piensan queda quedan parece parecen pone sale salen \
            salió sigue siguen lleva llevan llevó cuesta cuestan vive viven vivió muere mueren murió pierde pierden \
            perdió gana ganan ganó empieza empezó cambia cambian cambió trabaja trabajan necesita necesitan compra \
            compran vende venden gasta gastan come bebe duerme aprende enseña recuerda olvida existe sirve acaba acaban
            """
        ),
        pointers: """
            él ella ellos ellas lo le les se su sus este esta estos estas esto ese esa esos esas eso aquel aquella aquello \
            aquí ahí allí entonces así también tampoco otro otra otros otras mismo misma mismos mismas tal tales luego
            """,
        backward: "se su sus le les lo él ella ellos ellas también",
        unfinished: """
            muy tan más menos no que si cuando como porque y o pero es son está están ha han yo mi tu su se lo me te nos \
            ya casi sólo solo señor señora también
            """,
        vague: """
            cosa cosas vez veces tiempo año años día días semana semanas mes meses hora horas minuto minutos segundo \
            segundos momento momentos gente persona personas hombre hombres mujer mujeres niño niños niña parte partes \
            lado fin final principio punto caso hecho razón problema problemas pregunta preguntas respuesta idea ideas \
            ejemplo número tipo manera forma lugar palabra palabras nombre vida sentido grupo mano manos cabeza ojos \
            noche tarde mañana siglo mitad ciento mil millón millones euros metro metros kilómetros kilo litro litros \
            mundo padre madre hermano hermana hijo hija abuelo abuela amigo amigos familia historia historias tema papel \
            cuenta miedo señor señora gracias país
            """,
        others: """
            bueno buena buenos buenas gran grande grandes pequeño pequeña nuevo nueva viejo vieja primer primero primera \
            segundo segunda tercero último última mejor peor mayor menor mismo misma uno dos tres cuatro cinco seis siete \
            ocho nueve diez once doce veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien quince trece
            """,
        calendar: """
            lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto \
            septiembre octubre noviembre diciembre navidad primavera verano otoño invierno
            """,
        frames: """
            creo que,pienso que,yo creo que,yo pienso que,sé que,sabemos que,la verdad es que,el problema es que,
            el hecho es que,lo que pasa es que,resulta que,de hecho,por supuesto,por ejemplo,es decir,en realidad,hoy,ahora,
            y,pero,o,pues,bueno,entonces,luego,así que,porque,sí,no,claro,mire,miren,mira,saben,sabes,además,
            sin embargo,señoras y señores,imaginen,tal vez,quizás,por desgracia,al final,primero
            """,
        asking: """
            saber sé sabe saben ver mostrar explicar explica entender preguntar pregunta preguntó contar aprender aprendí \
            decir descubrir olvidar
            """,
        tags: "no verdad eh sí",
        leading: "si cuando quien donde",
        trimmable: "en durante con por para desde hasta",
        droppable: "porque",
        conditions: "si",
        negations: "no nunca nada nadie ningún ninguna jamás",
        factive: "sabemos sé sabe aprendimos aprendí descubrimos descubrí demuestra demostró entendí entendimos",
        copulas: "es son era eran",
        comparing: "más menos mejor peor mayor menor",
        addresses: "ha usted,usted ha,has estado,te acuerdas,usted era,usted fue,tú eras,tu libro,su libro,usted tiene",
        definite: "el la los las",
        articles: "el la los las un una",
        ties: "de del sin para",
        continuing: """
            al contrario,por el contrario,por otro lado,por otra parte,del mismo modo,en otras palabras,
            como decía
            """,
        listeners: "nosotros nuestro nuestra tú usted ustedes",
        fading: """
            hoy ahora aquí ayer mañana yo
            """,
        talking: """
            gracias mencionado dije presentar
            """,
        and: "y",
        about: "sobre",
        isRomance: true
    )
}
