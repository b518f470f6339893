extension String {
    /// `en` of `en-GB`.
    package var primaryLanguage: String { (split(separator: "-").first.map(String.init) ?? self).lowercased() }
}
