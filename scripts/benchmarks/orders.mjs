// Orders under load: `guyub burden orders` fills the carts of the hall's members with goods of the market and
// orders them. What it leaves there is taken away again, before its people are.

/** As `demo/burden/orders.rs` fills a stock. */
const PLENTY = 1_000_000_000;

/** Events of orders refuse to go, and a stock's way back would be one more change of it, so the triggers are off. */
export function clearOrders(database) {
  const people = `(select m.account_id from membership m join koperasi k on k.id = m.koperasi_id where k.slug = 'koperasi-uji-beban')`;
  const orders = "(select id from gone)";
  const gone = [
    ["notice", "kind in ('order', 'shop_order') and data ->> 'number' in (select number from gone)"],
    ["job", `kind = 'order_due' and (payload ->> 'order')::uuid in ${orders}`],
    ["audit", `subject in ${orders}`], ["order_event", `order_id in ${orders}`], ["order_line", `order_id in ${orders}`],
    ["shop_order", `id in ${orders}`],
    ["cart_line", `cart_id in (select id from cart where account_id in ${people})`], ["cart", `account_id in ${people}`],
  ];
  const statements = gone.map(([table, where]) => `delete from ${table} where ${where};`).join("\n");
  database.sql(`set session_replication_role = replica;
    create temp table gone as select id, number from shop_order where buyer_id in ${people};
    create temp table filled as
      select distinct on (product_id) id as move, product_id, before from stock_move where after = ${PLENTY} order by product_id, id;
    update product p set stock = f.before from filled f where p.id = f.product_id;
    delete from stock_move m using filled f where m.product_id = f.product_id and m.id >= f.move;
    ${statements}`);
  database.sql("vacuum analyze shop_order, order_line, order_event, stock_move, product, cart, cart_line, notice, job, audit");
}
