package dev.monitor.sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlOperation}.
 */
class SqlOperationTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			select * from t | SELECT
			(SELECT 1) union (select 2) | SELECT
			values (1) | SELECT
			/* save */ insert into t values (1) | INSERT
			replace into t values (1) | INSERT
			update t set a = 1 | UPDATE
			merge into t using s on (a = b) when matched then delete | UPDATE
			Delete from t | DELETE
			create table t (a int) | DDL
			truncate table t | DDL
			{call p(?)} | OTHER
			commit | OTHER
			selection | OTHER
			~~ | OTHER
			""")
	void operationIsToldByTheFirstKeyword(String sql, SqlOperation operation) {
		assertThat(SqlOperation.of(sql)).isEqualTo(operation);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			with a as (select 1) select * from a | SELECT
			with recursive a(b) as (values (1)), c as (select 2) insert into t select * from a | INSERT
			with a as (delete from t returning *) select count(*) from a | SELECT
			with a as (select ')' from "delete (") update t set b = 1 | UPDATE
			with update_1 as (select 1 -- ) delete) delete from t | OTHER
			with a as (select 1) delete from t | DELETE
			with a as (select 1 | OTHER
			""")
	void ofACommonTableExpressionItIsTheKeywordAfterTheTables(String sql, SqlOperation operation) {
		assertThat(SqlOperation.of(sql)).isEqualTo(operation);
	}

	@Test
	void tagIsLowerCase() {
		assertThat(SqlOperation.SELECT).hasToString("select");
		assertThat(SqlOperation.DDL).hasToString("ddl");
	}

}
