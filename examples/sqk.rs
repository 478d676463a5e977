use limbeck::sql::*;
fn main() {
    let t = std::env::args().nth(1).unwrap();
    if std::env::args().nth(2).is_some() {
        let p = squawk_syntax::SourceFile::parse(&t);
        println!("{:#?}", p.syntax_node());
        for e in p.errors() {
            println!("ERR {e:?}");
        }
        return;
    }
    println!("{}", expression(&t, &Context::default()));
}
