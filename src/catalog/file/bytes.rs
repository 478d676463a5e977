//! What the bytes of a file are: text, or one of the formats that dumps are kept in. Nothing is unpacked.

use super::{Found, MAKE};

/// Beginnings of files, by their magic numbers (`file`'s database; `pg_backup_archiver.c` for `PGDMP`).
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"PGDMP", "pg_dump's custom format", "run `pg_restore --schema-only -f schema.sql FILE`"),
    (b"\x1f\x8b", "compressed (gzip)", "run `gunzip -c FILE > schema.sql`"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd)", "run `zstd -d FILE -o schema.sql`"),
    (b"\x04\x22\x4d\x18", "compressed (lz4)", "run `lz4 -d FILE schema.sql`"),
    (b"\xfd7zXZ", "compressed (xz)", "run `xz -dc FILE > schema.sql`"),
    (b"BZh", "compressed (bzip2)", "run `bunzip2 -c FILE > schema.sql`"),
    (b"PK\x03\x04", "a zip archive", "run `unzip FILE`"),
    (b"SQLite format 3\0", "an SQLite database", "limbeck compares with PostgreSQL only"),
];

/// Returns the text of a file, without a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Found> {
    for (magic, what, help) in MAGIC {
        if bytes.starts_with(magic) {
            return Err(Found { what: (*what).to_string(), help: (*help).to_string() });
        }
    }
    // `pg_dump -Ft`; the name of the format stands in the first header.
    if bytes.get(257..262) == Some(b"ustar") {
        let help = "pg_dump's tar format is read by `pg_restore --schema-only -f schema.sql FILE`; unpack any other";
        return Err(Found { what: "a tar archive".to_string(), help: help.to_string() });
    }
    if is_utf_16(bytes) {
        let help = "PowerShell's `>` writes that: run `pg_dump --schema-only -f schema.sql`, or `limbeck snapshot` \
                    through `| Out-File -Encoding utf8`";
        return Err(Found { what: "UTF-16, not UTF-8".to_string(), help: help.to_string() });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(Found { what: "not text: it has a NUL byte".to_string(), help: MAKE.to_string() });
    }
    std::str::from_utf8(bytes).map(str::to_string).map_err(|error| Found {
        what: format!("not UTF-8: see byte {}", error.valid_up_to()),
        help: "run `pg_dump --schema-only --encoding=UTF8 -f schema.sql`".to_string(),
    })
}

/// A byte order mark, or a NUL in every second byte of the beginning.
fn is_utf_16(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(64)).unwrap_or_default();
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).all(|byte| *byte == 0);
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || start.len() >= 8 && (zeros(0) != zeros(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(bytes: &[u8]) -> String {
        decode(bytes).err().map(|found| found.what).unwrap_or_default()
    }

    #[test]
    fn formats_are_told_by_their_first_bytes() {
        assert_eq!(what(b"PGDMP\x01\x0e"), "pg_dump's custom format");
        assert_eq!(what(b"\x1f\x8b\x08\0"), "compressed (gzip)");
        assert_eq!(what(b"\xff\xfeC\0R\0"), "UTF-16, not UTF-8");
        let wide: Vec<u8> = "CREATE TABLE".bytes().flat_map(|byte| [byte, 0]).collect();
        assert_eq!(what(&wide), "UTF-16, not UTF-8");
        let mut tar = vec![b'x'; 512];
        tar[257..262].copy_from_slice(b"ustar");
        assert_eq!(what(&tar), "a tar archive");
        assert_eq!(what(b"SELECT '\0'"), "not text: it has a NUL byte");
        assert_eq!(what(b"-- caf\xe9"), "not UTF-8: see byte 6");
        assert_eq!(decode(b"\xef\xbb\xbf--").ok().as_deref(), Some("--"));
    }
}
