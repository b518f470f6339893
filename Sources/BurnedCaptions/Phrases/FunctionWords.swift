/// Words that tell where phrases are parted well. Of several languages in one list: where a word is of another kind in
/// another language, a break is a little worse, no more.
enum FunctionWords {
    /// Whether a word begins a clause: a conjunction or a relative pronoun.
    static func beginsClause(_ word: String) -> Bool { clauses.contains(word.lowercased()) }

    /// How much a word belongs to the one that follows: 2.5 for articles, prepositions, conjunctions and the like, 1
    /// for other words of three small letters and less, which are often of that kind, 0 for all else.
    static func leaning(_ word: String) -> Double {
        let lowered = word.lowercased()
        if leaning.contains(lowered) || clauses.contains(lowered) { return 2.5 }
        let isShort =
            word.unicodeScalars.count <= 3
            && word.unicodeScalars.allSatisfy {
                $0.properties.isLowercase
            }
        return isShort ? 1 : 0
    }

    private static func words(_ list: String) -> Set<String> {
        Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static let clauses = words(
        """
        and but or because what how why that which who whose when where while if although though unless
        until since whether so than
        und aber oder weil was wie warum dass wenn ob obwohl damit sondern denn während bevor nachdem sobald
        et mais ou parce que qui quand lorsque si donc car puisque où
        y pero o porque que quien cuando donde aunque si sino mientras
        e mas ou porque quem quando onde embora enquanto
        ma perché che chi quando dove se mentre anche
        en maar of omdat dat die wanneer waar terwijl als
        и но или потому что чтобы который которая которые когда где если хотя пока
        """
    )

    private static let leaning = words(
        """
        the a an of to in on at by for i we he she you my his her our its no not they with from into your
        their this these those have will would could should about been were what every very
        der die das den dem des ein im am zu von mit auf aus bei an ich wir er sie du dein mein sein ihre
        eine einen einem einer unser über unter nach beim durch für gegen ohne dieser diese dieses
        le la les un une de du des au aux en à je tu il on dans avec pour sans sous cette leur leurs notre
        votre nous vous elle elles
        el los las una del al con por se yo para como esta este estos estas nuestro nuestra desde hasta
        entre sobre
        o os as um uma do da dos das no na em com eu pela pelo minha nosso nossa della delle degli nella
        nelle questo questa
        het een van te op in met voor door naar onder over zijn haar onze
        в на с к о у из за от до по не я мы он это этот эта эти для через перед после между
        """
    )
}
