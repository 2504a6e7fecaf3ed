//! A panic's last words: they land in this slab's record, where the host reads them after the trap.
//!
//! Must not allocate, and must hold no path of the building machine (scripts/build-kernel.ts remaps them all).
use crate::slab;
use core::fmt::{self, Write};
use core::panic::PanicInfo;

const TEXT_BYTES: usize = 508;

/// The record as the host reads it: a length, then UTF-8. Length 0: no panic since the slab was set up.
#[repr(C)]
pub(crate) struct Record {
    length: u32,
    text: [u8; TEXT_BYTES],
}

impl Record {
    pub(crate) const EMPTY: Self = Self { length: 0, text: [0; TEXT_BYTES] };
}

impl Write for Record {
    /// Keeps what fits, cut at a character's end, and drops the rest.
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let start = self.length as usize;
        let mut take = text.len().min(TEXT_BYTES - start);
        while !text.is_char_boundary(take) {
            take -= 1;
        }
        self.text[start..start + take].copy_from_slice(&text.as_bytes()[..take]);
        self.length += take as u32;
        Ok(())
    }
}

#[panic_handler]
fn panicked(info: &PanicInfo<'_>) -> ! {
    slab::with_panic_record(|record| {
        record.length = 0;
        // `write_str` never fails, and there would be nobody left to tell.
        let _ = write!(record, "{}", info.message());
        if let Some(place) = info.location() {
            let _ = write!(record, " ({}:{})", place.file(), place.line());
        }
    });
    core::arch::wasm32::unreachable()
}
