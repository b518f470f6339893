import FoundationEssentials
import Glibc
import HTTPTransfer
import MuxVideo
import Subprocess
import SystemPackage
import Testing

/// The service as a program on this machine, over real sockets.
struct EmulatedMux {
    let video: MuxClient
    let http: HTTPTransfer
    /// Where it keeps its files.
    let folder: FilePath

    /// The program: named by `MUX_EMULATOR`, or built beside the tests.
    static let program: FilePath? = {
        if let named = ProcessInfo.processInfo.environment["MUX_EMULATOR"] { return FilePath(named) }
        var buffer = [CChar](repeating: 0, count: 4096)
        guard readlink("/proc/self/exe", &buffer, buffer.count - 1) > 0 else { return nil }
        let beside = FilePath(platformString: buffer).removingLastComponent().appending("mux-emulator")
        return access(beside.string, X_OK) == 0 ? beside : nil
    }()

    private struct Addresses: Decodable {
        var api: String
        var stream: String
        var image: String
    }

    private struct NoAddresses: Error {}

    /// Runs it for the time of `body`. `captions` are what it hears in the file whose passthrough is "key".
    static func run(
        _ arguments: [String] = [],
        captions: String? = nil,
        body: (EmulatedMux) async throws -> Void
    ) async throws {
        var name = Array("/tmp/mux-emulator-test-XXXXXX".utf8CString)
        guard let made = mkdtemp(&name) else { throw Errno(rawValue: errno) }
        let folder = FilePath(platformString: made)
        // Nothing of it is needed; the next start of the machine takes what a failure leaves.
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        var all = ["--folder", folder.appending("service").string] + arguments
        if let captions {
            try Data(captions.utf8).write(to: URL(filePath: folder.appending("key.vtt").string))
            all += ["--captions", folder.string]
        }
        let program = try #require(Self.program)
        _ = try await Subprocess.run(
            .path(program),
            arguments: Arguments(all),
            environment: .inherit.updating(["MUX_TOKEN_ID": "id", "MUX_TOKEN_SECRET": "s3cret"]),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            defer { kill(execution.processIdentifier.value, SIGTERM) }
            var line: [UInt8] = []
            for try await buffer in execution.standardOutput {
                buffer.withUnsafeBytes { line += $0 }
                if line.contains(UInt8(ascii: "\n")) { break }
            }
            guard !line.isEmpty else { throw NoAddresses() }
            let addresses = try JSONDecoder().decode(Addresses.self, from: Data(line))
            let http = HTTPTransfer()
            let video = MuxClient(
                credentials: MuxCredentials(tokenID: Secret("id"), tokenSecret: Secret("s3cret")),
                hosts: MuxHosts(api: addresses.api, stream: addresses.stream, image: addresses.image),
                client: RetryingClient(http)
            )
            try await body(EmulatedMux(video: video, http: http, folder: folder))
        }
    }

    /// Sends a file as a new asset and waits until that is ready.
    func asset(of bytes: [UInt8], settings: AssetSettings) async throws -> Asset {
        let upload = try await video.createUpload(NewUpload(settings: settings))
        let file = try ScratchFile(bytes)
        try await ResumableUpload(client: http).send(
            file: file.descriptor,
            length: Int64(bytes.count),
            to: try #require(upload.url),
            progress: { _ in },
            unchanged: {}
        )
        var done = try await patiently { () throws(MuxError) in try await video.upload(upload.id) }
        while done.assetID == nil {
            try #require(done.status == .waiting)
            try await Task.sleep(for: PollPace().wait(afterLook: 0, elapsed: .zero))
            done = try await patiently { () throws(MuxError) in try await video.upload(upload.id) }
        }
        return try await asset(try #require(done.assetID)) { $0.status == .ready }
    }

    /// Looks at an asset until it is as wanted.
    func asset(_ id: String, until isWanted: (Asset) -> Bool) async throws -> Asset {
        while true {
            let asset = try await patiently { () throws(MuxError) in try await video.asset(id) }
            try #require(asset.status != .errored, "\(String(describing: asset.errors))")
            if isWanted(asset) { return asset }
            try await Task.sleep(for: PollPace().wait(afterLook: 0, elapsed: .zero))
        }
    }

    /// Again while the trouble is one that passes; the suite's time limit ends what does not.
    func patiently<Answer>(_ call: () async throws(MuxError) -> Answer) async throws -> Answer {
        while true {
            do {
                return try await call()
            } catch {
                if !error.isTransient { throw error }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    /// A video of six seconds.
    static func sample() async throws -> [UInt8] {
        let result = try await Subprocess.run(
            .name("ffmpeg"),
            arguments: [
                "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=6", "-f", "lavfi", "-i",
                "sine=440:duration=6", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-movflags",
                "frag_keyframe+empty_moov", "-f", "mp4", "-",
            ],
            input: .none,
            output: .bytes(limit: 32 << 20),
            error: .discarded
        )
        return result.standardOutput
    }
}
