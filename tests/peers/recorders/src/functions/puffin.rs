//! puffin with its scopes on, below the scope of a frame of a thousand calls.

fn frame(calls: &mut dyn FnMut()) {
    puffin::GlobalProfiler::lock().new_frame();
    puffin::profile_scope!("frame");
    calls();
}

recorders::functions! { frame, puffin::profile_function!(); }

fn main() {
    puffin::set_scopes_on(true);
    recorders::run(MODES);
}
