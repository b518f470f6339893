/// SubStation Alpha: `[Events]` with `Dialogue:` lines whose fields a `Format:` line names.
enum ScriptParser {
    /// Whether a line, without white space around it, is one of such a file's.
    static func isScript(_ line: Bytes) -> Bool {
        line.startsLowered(with: "[script info]") || line.startsLowered(with: "[v4")
            || line.startsLowered(with: "[events]")
            || line.startsLowered(with: "dialogue:")
    }
}
