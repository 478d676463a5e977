fn main() {
    let t = std::env::args().nth(1).unwrap();
    let p = squawk_syntax::SourceFile::parse(&t);
    println!("{:#?}", p.syntax_node());
    for e in p.errors() {
        println!("ERR {e:?}");
    }
}
