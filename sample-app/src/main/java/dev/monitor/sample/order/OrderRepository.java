package dev.monitor.sample.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/**
 * The table of orders. Single orders are cached: they never change.
 */
@Repository
class OrderRepository {

	private final JdbcClient jdbc;

	OrderRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Order add(NewOrder order) {
		Instant createdAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		KeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("insert into orders (sku, quantity, created_at) values (:sku, :quantity, :createdAt)")
			.param("sku", order.sku())
			.param("quantity", order.quantity())
			.param("createdAt", createdAt.atOffset(ZoneOffset.UTC))
			.update(key, "id");
		return new Order(key.getKeyAs(Long.class), order.sku(), order.quantity(), createdAt);
	}

	@Cacheable(cacheNames = "orders", unless = "#result == null")
	Optional<Order> findById(long id) {
		return this.jdbc.sql("select id, sku, quantity, created_at from orders where id = :id")
			.param("id", id)
			.query(OrderRepository::toOrder)
			.optional();
	}

	List<Order> findLatest(int limit) {
		return this.jdbc.sql("select id, sku, quantity, created_at from orders order by id desc limit :limit")
			.param("limit", limit)
			.query(OrderRepository::toOrder)
			.list();
	}

	void removeBefore(Instant end) {
		this.jdbc.sql("delete from orders where created_at < :end").param("end", end.atOffset(ZoneOffset.UTC)).update();
	}

	/**
	 * Add up in a way that keeps a database busy for a while.
	 */
	long sumOverDays(int days) {
		return this.jdbc.sql("""
				with recursive days(n) as (select 1 union all select n + 1 from days where n < :days)
				select coalesce(sum(quantity), 0) from days left join orders on orders.id = n
				""").param("days", days).query(Long.class).single();
	}

	private static Order toOrder(ResultSet row, int number) throws SQLException {
		Instant createdAt = row.getObject("created_at", OffsetDateTime.class).toInstant();
		return new Order(row.getLong("id"), row.getString("sku"), row.getInt("quantity"), createdAt);
	}

}
