public import SystemPackage

/// How far locks reach on the file system of a folder: whether other machines that mount it see them.
public enum LockReach: Sendable, Equatable {
    /// The file system belongs to this machine.
    case thisMachineOnly(kind: String)
    /// Several machines mount it, and locks of one hold on all.
    case allMachines(kind: String)
    /// Several machines may mount it, but locks hold on this one only, or not at all: what is the matter and what to do.
    case broken(kind: String, remedy: String)
    /// Nothing is known of such a file system.
    case unknown(kind: String)

    /// Tells it of a folder, from a table in the form of `/proc/self/mountinfo` (proc_pid_mountinfo(5)); nil where the table has no line
    /// for it. `folder` is absolute and without links.
    public init?(of folder: FilePath, mounts table: String) {
        var found: (point: FilePath, kind: String, options: Set<Substring>)?
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count > dash + 3 else { continue }
            let point = FilePath(Self.unescaped(fields[4]))
            // Of several on one place the last covers the others.
            guard folder.starts(with: point), point.components.count >= found?.point.components.count ?? 0 else {
                continue
            }
            let options = fields[5].split(separator: ",") + fields[dash + 3].split(separator: ",")
            found = (point, String(fields[dash + 1]), Set(options))
        }
        guard let found else { return nil }
        self = Self.reach(found.kind, found.options)
    }

    /// Sources: nfs(5); the Lustre manual, "Mounting a client"; mount.cifs(8); kernel documentation of ceph and 9p.
    private static func reach(_ kind: String, _ options: Set<Substring>) -> LockReach {
        switch kind {
        case "nfs", "nfs4":
            let local = options.contains { ["nolock", "local_lock=all", "local_lock=flock"].contains($0) }
            if local { return .broken(kind: kind, remedy: "mount it without nolock and local_lock") }
            return .allMachines(kind: kind)
        case "lustre":
            if options.contains("flock") { return .allMachines(kind: kind) }
            return .broken(kind: kind, remedy: "mount it with -o flock")
        case "ceph", "gfs2", "ocfs2": return .allMachines(kind: kind)
        case "cifs", "smb3":
            if options.contains("nobrl") || options.contains("nolock") {
                return .broken(kind: kind, remedy: "mount it without nobrl and nolock")
            }
            return .allMachines(kind: kind)
        case "ext4", "ext3", "ext2", "xfs", "btrfs", "zfs", "f2fs", "tmpfs", "overlay", "bcachefs", "vfat", "exfat",
            "ntfs3", "ntfs", "fuseblk", "jfs", "nilfs2", "reiserfs", "ecryptfs":
            return .thisMachineOnly(kind: kind)
        default: return .unknown(kind: kind)
        }
    }

    /// Blanks and the like stand as three octal digits.
    private static func unescaped(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8) {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
