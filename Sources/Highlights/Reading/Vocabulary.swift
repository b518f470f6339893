/// The distinct terms of a talk, numbered in the order they are first heard.
struct Vocabulary: Sendable {
    /// The terms by number.
    private(set) var terms: [String] = []
    /// How often each is said.
    private(set) var counts: [Int] = []
    private var numbers: [String: Int32] = [:]
    private var known: [String: [Int32]] = [:]
    private let tokenizer: Tokenizer

    init(tokenizer: Tokenizer) {
        self.tokenizer = tokenizer
    }

    /// The numbers of the terms in a written word, counted.
    mutating func read(_ word: String) -> [Int32] {
        if let numbers = known[word] {
            for number in numbers { counts[Int(number)] += 1 }
            return numbers
        }
        let numbers = tokenizer.terms(of: word).map { number(adding: $0) }
        known[word] = numbers
        for number in numbers { counts[Int(number)] += 1 }
        return numbers
    }

    /// Lets go of what only reading needs.
    mutating func close() {
        known = [:]
    }

    /// The number of a term, where the talk has it.
    func number(of term: String) -> Int32? {
        numbers[term]
    }

    private mutating func number(adding term: String) -> Int32 {
        if let number = numbers[term] { return number }
        let number = Int32(terms.count)
        numbers[term] = number
        terms.append(term)
        counts.append(0)
        return number
    }
}
