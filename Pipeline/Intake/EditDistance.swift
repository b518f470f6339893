/// How many letters must be put in, left out or changed to make one word of another (Levenshtein).
public func editDistance(_ left: String, _ right: String) -> Int {
    let right = Array(right.unicodeScalars.prefix(64))
    var row = Array(0...right.count)
    for (i, letter) in left.unicodeScalars.prefix(64).enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for j in right.indices {
            let above = row[j + 1]
            row[j + 1] = min(diagonal + (letter == right[j] ? 0 : 1), above + 1, row[j] + 1)
            diagonal = above
        }
    }
    return row[right.count]
}
