/* What signing needs of PKCS #11 (OASIS, Cryptographic Token Interface 2.40), written from the standard: types, the list of functions in its
   order, and a few constants. A module is loaded at run time; nothing is linked. */
#ifndef PARAPHE_CRYPTOKI_H
#define PARAPHE_CRYPTOKI_H

typedef unsigned char ck_byte;
typedef unsigned long ck_ulong;

struct ck_version { ck_byte major, minor; };

struct ck_token_info {
    ck_byte label[32], manufacturer_id[32], model[16], serial_number[16];
    ck_ulong flags, max_session_count, session_count, max_rw_session_count, rw_session_count, max_pin_len, min_pin_len;
    ck_ulong total_public_memory, free_public_memory, total_private_memory, free_private_memory;
    struct ck_version hardware_version, firmware_version;
    ck_byte utc_time[16];
};

struct ck_mechanism { ck_ulong mechanism; void *parameter; ck_ulong parameter_len; };
struct ck_attribute { ck_ulong type; void *value; ck_ulong value_len; };
struct ck_rsa_pss_parameters { ck_ulong hash, mgf, salt_len; };

struct ck_initialize_arguments {
    void *create_mutex, *destroy_mutex, *lock_mutex, *unlock_mutex;
    ck_ulong flags;
    void *reserved;
};

/* The functions that are called have their types; the others only their places. */
struct ck_function_list {
    struct ck_version version;
    ck_ulong (*initialize)(void *arguments);
    ck_ulong (*finalize)(void *reserved);
    void *get_info, *get_function_list;
    ck_ulong (*get_slot_list)(ck_byte token_present, ck_ulong *slots, ck_ulong *count);
    void *get_slot_info;
    ck_ulong (*get_token_info)(ck_ulong slot, struct ck_token_info *info);
    void *get_mechanism_list, *get_mechanism_info, *init_token, *init_pin, *set_pin;
    ck_ulong (*open_session)(ck_ulong slot, ck_ulong flags, void *application, void *notify, ck_ulong *session);
    ck_ulong (*close_session)(ck_ulong session);
    void *close_all_sessions, *get_session_info, *get_operation_state, *set_operation_state;
    ck_ulong (*login)(ck_ulong session, ck_ulong user, ck_byte *pin, ck_ulong pin_len);
    ck_ulong (*logout)(ck_ulong session);
    void *create_object, *copy_object, *destroy_object, *get_object_size;
    ck_ulong (*get_attribute_value)(ck_ulong session, ck_ulong object, struct ck_attribute *attributes, ck_ulong count);
    void *set_attribute_value;
    ck_ulong (*find_objects_init)(ck_ulong session, struct ck_attribute *attributes, ck_ulong count);
    ck_ulong (*find_objects)(ck_ulong session, ck_ulong *objects, ck_ulong limit, ck_ulong *count);
    ck_ulong (*find_objects_final)(ck_ulong session);
    void *encrypt_init, *encrypt, *encrypt_update, *encrypt_final;
    void *decrypt_init, *decrypt, *decrypt_update, *decrypt_final;
    void *digest_init, *digest, *digest_update, *digest_key, *digest_final;
    ck_ulong (*sign_init)(ck_ulong session, struct ck_mechanism *mechanism, ck_ulong key);
    ck_ulong (*sign)(ck_ulong session, ck_byte *data, ck_ulong data_len, ck_byte *signature, ck_ulong *signature_len);
};

typedef ck_ulong (*ck_get_function_list)(struct ck_function_list **list);

static const ck_ulong ck_ok = 0;
static const ck_ulong ck_flag_os_locking = 2;
static const ck_ulong ck_flag_login_required = 4;
static const ck_ulong ck_flag_token_initialized = 0x400;
static const ck_ulong ck_flag_pin_locked = 0x40000;
static const ck_ulong ck_flag_serial_session = 4;
static const ck_ulong ck_user = 1;
static const ck_ulong ck_user_context_specific = 2;
static const ck_ulong ck_class_certificate = 1;
static const ck_ulong ck_class_public_key = 2;
static const ck_ulong ck_class_private_key = 3;
static const ck_ulong ck_attribute_class = 0x000;
static const ck_ulong ck_attribute_label = 0x003;
static const ck_ulong ck_attribute_value = 0x011;
static const ck_ulong ck_attribute_key_type = 0x100;
static const ck_ulong ck_attribute_id = 0x102;
static const ck_ulong ck_attribute_sign = 0x108;
static const ck_ulong ck_attribute_always_authenticate = 0x202;
static const ck_ulong ck_key_rsa = 0;
static const ck_ulong ck_key_ec = 3;
static const ck_ulong ck_mechanism_rsa_pkcs = 0x0001;
static const ck_ulong ck_mechanism_rsa_pss = 0x000D;
static const ck_ulong ck_mechanism_ecdsa = 0x1041;
static const ck_ulong ck_hash_sha256 = 0x250;
static const ck_ulong ck_hash_sha384 = 0x260;
static const ck_ulong ck_hash_sha512 = 0x270;
static const ck_ulong ck_mgf_sha256 = 2;
static const ck_ulong ck_mgf_sha384 = 3;
static const ck_ulong ck_mgf_sha512 = 4;
static const ck_ulong ck_error_device_removed = 0x32;
static const ck_ulong ck_error_mechanism_invalid = 0x70;
static const ck_ulong ck_error_pin_incorrect = 0xA0;
static const ck_ulong ck_error_pin_expired = 0xA3;
static const ck_ulong ck_error_pin_locked = 0xA4;
static const ck_ulong ck_error_token_not_present = 0xE0;
static const ck_ulong ck_error_already_logged_in = 0x100;
static const ck_ulong ck_error_already_initialized = 0x191;

#endif
