import Dispatch
import Glibc
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// SIGTERM, wherever the program is.
@Suite(.timeLimit(.minutes(3))) struct StopTests {
    /// A server that takes a connection, hears the request and says nothing.
    private struct SilentServer {
        let descriptor: Int32
        let port: Int

        init() throws {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let (descriptor, size) = (descriptor, length)
            let isListening = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    bind(descriptor, pointer, size) == 0 && listen(descriptor, 16) == 0
                        && getsockname(descriptor, pointer, &length) == 0
                }
            }
            guard isListening else { throw Errno(rawValue: errno) }
            port = Int(UInt16(bigEndian: address.sin_port))
        }

        /// Waits for the first byte of a request; the connection stays open.
        func waitForARequest() async {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    let connection = accept(descriptor, nil, nil)
                    var byte: UInt8 = 0
                    _ = recv(connection, &byte, 1, 0)
                    continuation.resume()
                }
            }
        }
    }

    @Test func aRequestThatNobodyAnswersIsGivenUp() async throws {
        try await BadInbox.with { bad in
            let server = try SilentServer()
            let address = "http://127.0.0.1:\(server.port)/v1"
            let result = try await Subprocess.run(
                .path(try Program.smartclip.path),
                arguments: Arguments(bad.arguments + ["--analyst", "openai", "--model", "m"]),
                environment: .inherit.updating(["OPENAI_BASE_URL": address, "OPENAI_API_KEY": "k"]),
                workingDirectory: bad.folder,
                input: .none,
                output: .discarded,
                error: .string(limit: 1 << 20)
            ) { execution in
                await server.waitForARequest()
                try execution.send(signal: .terminate)
            }
            #expect(result.terminationStatus == .exited(143))
            let errors = result.standardError
            #expect(errors.hasSuffix("smartclip: stopped; the same command goes on from here\n"), "\(errors)")
        }
    }

    /// A pipe that nobody writes to stands wherever a small file is looked for: nothing waits for it.
    @Test(arguments: [".env", "inbox/.smartclip.yaml", "inbox/good.smartclip.yaml", "inbox/good.vtt", "operator.yaml"])
    func noPipeIsWaitedFor(_ name: String) async throws {
        try await BadInbox.with { bad in
            let path = bad.folder.pushing(FilePath(name))
            try Files.removeFile(path)
            #expect(path.withPlatformString { mkfifo($0, 0o600) } == 0)
            let more = name == "operator.yaml" ? ["--config", name] : []
            let ending = try await Program.smartclip.run(bad.arguments + more, in: bad.folder)
            #expect(ending.errors.contains(try #require(path.lastComponent).string), "\(ending.errors)")
            #expect(ending.code == (name == ".env" ? 0 : name.hasSuffix("vtt") ? 1 : name == "operator.yaml" ? 2 : 3))
        }
    }
}
