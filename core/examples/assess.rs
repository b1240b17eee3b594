//! Reads a case from a file (or `-`: standard input) and prints the answer for a person.
//!
//! `cargo run --release --example assess -- fixtures/cases/<file>.json`
//! With `--json` it prints the record instead.
fn main(){
    let path=std::env::args().nth(1).unwrap();
    let text=std::fs::read_to_string(path).unwrap();
    let t=std::time::Instant::now();
    let c=match safeguarding_rules::Catalogue::empty().with(&[
    include_str!("../packs/england/sources.json"),
    include_str!("../packs/england/thresholds/2018-07-04.json"),
    include_str!("../packs/england/thresholds/2023-12-15.json")]) { Ok(c)=>c, Err(e)=>{ for p in e.problems(){println!("{} {} {}",p.code,p.at,p.message)} return;} };
    println!("{:?}",t.elapsed());
    match safeguarding_rules::wire::answer(&c,&text){Ok(a)=>println!("{a}"),Err(e)=>println!("{}",e.to_json())}
}
