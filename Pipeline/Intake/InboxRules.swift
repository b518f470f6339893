package import SystemPackage

/// What the operator and the settings of folders say of an inbox.
package protocol InboxRules {
    /// Whether links that lead out of it are followed.
    var followsLinks: Bool { get }

    /// Which names in a folder at or below `root` are left out, beside `ForeignNames`.
    mutating func ignored(in folder: FilePath, below root: FilePath) -> [NamePattern]
}
