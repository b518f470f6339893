import Glibc
import Manifest
import SystemPackage

/// What the most direct program would do to see that all is done: read each record, look at each file.
struct PlainLoop {
    private let folders: [String]
    private let records: [String]
    private let outputs: [String]

    init(outbox: FilePath, folders: [String], records: [StageRecord]) {
        self.folders = folders.map { outbox.appending($0).string }
        self.records = records.map { "/" + $0.stage.recordPath }
        outputs = Self.outputs(of: records).map { "/" + $0 }
    }

    /// How many files it touches for a video.
    static func files(of records: [StageRecord]) -> Int { records.count + outputs(of: records).count }

    private static func outputs(of records: [StageRecord]) -> [String] {
        records.flatMap { $0.outputs.map(\.path) } + ["manifest.json", "index.html"]
    }

    /// Does it once; seconds.
    func run() throws -> Double {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var bytes = 0
        let began = ContinuousClock.now
        for folder in folders {
            for record in records {
                let file = open(folder + record, O_RDONLY | O_CLOEXEC)
                guard file >= 0 else { throw BenchError("\(folder)\(record) is missing") }
                bytes += read(file, &buffer, buffer.count)
                close(file)
            }
            for output in outputs {
                var facts = stat()
                guard stat(folder + output, &facts) == 0 else { throw BenchError("\(folder)\(output) is missing") }
                bytes += facts.st_size
            }
        }
        let took = (ContinuousClock.now - began).seconds
        guard bytes > folders.count else { throw BenchError("the plain loop read nothing") }
        return took
    }
}
