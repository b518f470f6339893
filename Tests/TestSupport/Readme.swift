import SystemPackage

/// The project's README.
public enum Readme {
    /// Its text, looked for from this file upwards.
    public static func text() throws -> String {
        var folder = FilePath(#filePath)
        while folder.removeLastComponent() {
            let file: FileDescriptor
            do {
                file = try FileDescriptor.open(folder.appending("README.md"), .readOnly)
            } catch Errno.noSuchFileOrDirectory {
                continue
            }
            return try file.closeAfter {
                var bytes: [UInt8] = []
                var part = [UInt8](repeating: 0, count: 1 << 16)
                while true {
                    let count = try part.withUnsafeMutableBytes { try file.read(into: $0) }
                    if count == 0 { return String(decoding: bytes, as: UTF8.self) }
                    bytes += part.prefix(count)
                }
            }
        }
        throw Errno.noSuchFileOrDirectory
    }

    /// A table in Markdown.
    public static func table(_ head: [String], _ rows: [[String]]) -> String {
        let lines = [head, head.map { _ in "---" }] + rows
        return lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
    }
}
