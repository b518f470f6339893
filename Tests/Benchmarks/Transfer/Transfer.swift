import ArgumentParser
import Glibc
import HTTPTransfer
import StateFiles
import SystemPackage
import TestSupport

/// `smartclip-bench transfer`
struct Transfer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sends and fetches a large file over this machine's own network, against curl doing the same.",
        discussion: "Targets: at least 0.9 of curl's throughput, under 40 MB."
    )

    @Option(help: "The size of the file, in MiB.")
    var size = 4096

    @Option(help: "How often each is measured; the median counts.")
    var rounds = 5

    @OptionGroup var work: WorkFolder

    func run() async throws {
        let bytes = Int64(size) << 20
        try await work.with { folder in
            let source = folder.appending("transfer-source")
            let file = try FileDescriptor.open(source, .writeOnly, options: [.create], permissions: .ownerReadWrite)
            try file.closeAfter { try file.resize(to: bytes) }
            let server = try BlobServer(size: bytes)
            try server.start()
            let url = "http://127.0.0.1:\(server.port)/"
            let ours = try FilePath("/proc/self/exe").resolved()
            var report = Report(
                "\(size) MiB over loopback",
                "smartclip",
                "curl",
                "of curl's throughput",
                "peak memory",
                "curl's"
            )
            for way in ["up", "down"] {
                let curl = try Command.tool(
                    "curl",
                    way == "up"
                        ? ["-sS", "--fail", "-T", source.string, "-H", "Expect:", url] : ["-sS", "--fail", url]
                )
                let own = Command(program: ours, arguments: ["transfer-once", way, url, source.string])
                // A first time that does not count: whoever is first to read the file brings it into memory.
                try curl.measured()
                var times: (own: [Double], curl: [Double]) = ([], [])
                var peaks = (own: 0, curl: 0)
                for _ in 0..<rounds {
                    let mine = try own.measured()
                    let theirs = try curl.measured()
                    times.own.append(mine.wall)
                    times.curl.append(theirs.wall)
                    peaks = (max(peaks.own, mine.peak), max(peaks.curl, theirs.peak))
                }
                let (mine, theirs) = (times.own.median, times.curl.median)
                report.add(
                    way,
                    "\((Double(bytes) / mine / 1e6).figure(0)) MB/s",
                    "\((Double(bytes) / theirs / 1e6).figure(0)) MB/s",
                    (theirs / mine).ratio,
                    peaks.own.megabytes,
                    peaks.curl.megabytes
                )
            }
            report.show()
        }
    }
}

/// One transfer by `HTTPTransfer`, as a process of its own.
struct TransferOnce: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "transfer-once", shouldDisplay: false)

    @Argument var way: String
    @Argument var url: String
    @Argument var source: String

    func run() async throws {
        let client = HTTPTransfer()
        let file = try FileDescriptor.open(way == "up" ? source : "/dev/null", way == "up" ? .readOnly : .writeOnly)
        let response: HTTPResponse
        if way == "up" {
            let size = Int64(try FileFacts(of: FilePath(source)).bytes)
            response = try await client.send(
                HTTPRequest(.put, .plain(url), body: .file(file, offset: 0, length: size, type: nil))
            )
        } else {
            response = try await client.send(HTTPRequest(.get, .plain(url), sink: .file(file, offset: 0, limit: .max)))
        }
        try file.close()
        guard response.isSuccess else { throw BenchError("the server answered \(response.status)") }
    }
}
