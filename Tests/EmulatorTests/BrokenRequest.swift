import EmulatorKit
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

/// A client that goes away in the middle of its request.
enum BrokenRequest {
    /// Sends a head and some bytes, and closes.
    static func send(_ method: String, _ url: String, port: Int, headers: [String], _ bytes: [UInt8]) throws {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(number >= 0)
        let descriptor = FileDescriptor(rawValue: number)
        try descriptor.closeAfter {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            let connected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            try #require(connected == 0)
            let path = url.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }
            let head =
                (["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1"] + headers).joined(separator: "\r\n") + "\r\n\r\n"
            try descriptor.writeAll(Array(head.utf8) + bytes)
        }
    }
}

extension EmulatorProcess {
    /// The bytes of all files that uploads brought.
    func sources() throws -> [[UInt8]] {
        let place = folder.appending("emulator").string
        return try FileManager.default.contentsOfDirectory(atPath: place).filter { $0.hasSuffix(".source") }.map {
            name in
            [UInt8](try Data(contentsOf: URL(filePath: "\(place)/\(name)")))
        }
    }
}
