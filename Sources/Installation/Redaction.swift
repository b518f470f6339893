/// Takes names and passwords out of the addresses in a text: those of package indexes and proxies may hold some.
enum Redaction {
    static func hide(_ text: String) -> String {
        text.replacing(/(?<scheme>[A-Za-z][A-Za-z0-9+.\-]*:\/\/)[^\s\/?#]*@/) { "\($0.output.scheme)•••@" }
    }
}
