import SystemPackage
import TestSupport
import Testing

@testable import FolderWatch

@Suite struct HelperLineTests {
    @Test(arguments: [
        (#"{"event":"watching","folders":3}"#, HelperLine.watching(folders: 3)),
        (
            #"{"event":"changed","folder":"/a/b","name":"talk.mp4","how":"moved_in"}"#,
            .sign(.changed(folder: "/a/b", name: "talk.mp4", movedIn: true))
        ),
        (
            #"{"event":"changed","folder":"/","name":"\u2028\"\\","how":"closed"}"#,
            .sign(.changed(folder: "/", name: "\u{2028}\"\\", movedIn: false))
        ),
        (#"{"event":"folder","folder":"/a","more":[1,{"x":null}]}"#, .sign(.folder("/a"))),
        (#"{"event":"gone","folder_bytes":[47,97]}"#, .sign(.gone("/a"))),
        (#"{"event":"refused","folder":"/a","errno":13}"#, .sign(.refused("/a", .permissionDenied))),
        (#"{"event":"stale","reason":"x"}"#, .last(.stale("x"))),
        (
            #"{"event":"limit","sysctl":"fs.inotify.max_user_watches","value":8192}"#,
            .last(.limit(sysctl: "fs.inotify.max_user_watches", value: 8192))
        ),
        (#"{"event":"failed","message":"x"}"#, .last(.unusable("x"))),
    ])
    func whatTheHelperPrintsIsUnderstood(_ text: String, _ line: HelperLine) {
        #expect(HelperLine(Array(text.utf8)) == line)
    }

    @Test(arguments: [
        "", " ", "{}", "[]", "null", "1", "{", #"{"event":"watching"}"#, #"{"event":"watching","folders":-1}"#,
        #"{"event":"watching","folders":1e99}"#, #"{"event":"else","folder":"/a"}"#, #"{"event":1}"#,
        #"{"event":"changed","folder":"a","name":"b","how":"closed"}"#,
        #"{"event":"changed","folder":"/a","name":"","how":"closed"}"#,
        #"{"event":"changed","folder":"/a","name":"..","how":"closed"}"#,
        #"{"event":"changed","folder":"/a","name":"b/c","how":"closed"}"#,
        #"{"event":"changed","folder":"/a","name":"b\u0000c","how":"closed"}"#,
        #"{"event":"changed","folder":"/a","name":"b","how":"elsewise"}"#,
        #"{"event":"changed","folder":"/a","name_bytes":[256],"how":"closed"}"#,
        #"{"event":"changed","folder":"/a","name_bytes":[-1],"how":"closed"}"#,
        #"{"event":"folder","folder":"/a\u0000"}"#, #"{"event":"folder"}"#, #"{"event":"gone","folder":""}"#,
        #"{"event":"refused","folder":"/a","errno":99999999999}"#, #"{"event":"limit","sysctl":"x"}"#,
        #"{"event":"stale"}"#, #"{"event":"failed","message":{}}"#, String(repeating: "[", count: 60000),
        String(repeating: #"{"a":"#, count: 10000),
    ])
    func anythingElseIsNot(_ text: String) {
        #expect(HelperLine(Array(text.utf8)) == nil)
    }

    @Test func noBytesMakeItFail() {
        var numbers = RandomNumbers(seed: 11)
        let good = Array(#"{"event":"changed","folder":"/a","name_bytes":[98,255],"how":"moved_in"}"#.utf8)
        for round in 0..<20_000 {
            var line = good
            if round % 2 == 0 {
                line = (0..<Int.random(in: 0..<200, using: &numbers)).map { _ in .random(in: 0...255, using: &numbers) }
            } else {
                for _ in 0..<Int.random(in: 1..<4, using: &numbers) {
                    let index = Int.random(in: 0..<line.count, using: &numbers)
                    switch Int.random(in: 0..<3, using: &numbers) {
                    case 0: line[index] = .random(in: 0...255, using: &numbers)
                    case 1: line.remove(at: index)
                    default: line.insert(.random(in: 0...255, using: &numbers), at: index)
                    }
                }
            }
            // What is understood is a sign that a reader can use.
            if case .sign(.changed(let folder, let name, _)) = HelperLine(line) {
                #expect(folder.isAbsolute && name.kind == .regular)
            }
        }
    }
}

@Suite struct LineSplitterTests {
    @Test(arguments: [1, 2, 3, 7, 100]) func linesAreTheSameHoweverTheyCome(_ size: Int) throws {
        let bytes = Array("first\n\nthird \u{2028} line\r\nhalf".utf8)
        var splitter = LineSplitter()
        var lines: [[UInt8]] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            lines += try splitter.lines(in: Array(bytes[start..<min(start + size, bytes.count)]))
        }
        #expect(lines == ["first", "", "third \u{2028} line\r"].map { Array($0.utf8) })
        #expect(try splitter.lines(in: [UInt8(ascii: "\n")]) == [Array("half".utf8)])
    }

    @Test func aLineHasALimit() throws {
        var splitter = LineSplitter()
        let most = [UInt8](repeating: 120, count: LineSplitter.limit)
        #expect(try splitter.lines(in: most + [10]) == [most])
        #expect(try splitter.lines(in: most).isEmpty)
        #expect(throws: LineSplitter.TooLong.self) { try splitter.lines(in: [120]) }
    }
}
